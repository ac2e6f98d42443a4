#!/bin/sh
pip install /tmp/dynamo
dnf install -y git
