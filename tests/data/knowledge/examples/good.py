print("made up for the tests of the loader")
