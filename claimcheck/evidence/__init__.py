"""How strongly a text asserts a relation among its figures, in bits, apart from whether the arithmetic holds."""
