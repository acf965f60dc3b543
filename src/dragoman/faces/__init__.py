"""Faces: what people see and call: command line, brief, exports."""
