"""What the text is made of before anything is asked: lines, numbers, headings, tables, the frame around them."""
