# The module AirgapKit, put together from its parts.
Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
