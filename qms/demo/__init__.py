"""The demonstration office: fictional people, real procedures, two years of history told by acts with a stopped clock."""
