"""Messages to units and posts: in the pages, by mail, through the robots of group chats."""
