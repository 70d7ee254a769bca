"""What the text is made of before anything is asked: lines, numbers, tables, the frame around them."""
