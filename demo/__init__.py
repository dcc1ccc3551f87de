"""Demo content: texts in content/, images drawn by code in drawing/, fictional people."""
