"""Views of practices: public ones, a school's, researchers', and of whoever validates."""
