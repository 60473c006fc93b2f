"""What a person has to do now: between the home page and the apps."""
