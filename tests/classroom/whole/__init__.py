"""A whole lesson with everybody in it: a host of its own process, students on all kinds of devices, a teacher."""
