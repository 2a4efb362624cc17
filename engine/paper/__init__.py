"""The paper that the project follows: its equations in our code, its numbers, their arithmetic."""
