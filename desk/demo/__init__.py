"""A whole blog to look at: texts in content/, pictures drawn by us, people who do not exist."""
