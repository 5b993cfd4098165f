"""How the model of years is made: dated reports with their day withheld, the features of their months, the weights."""
