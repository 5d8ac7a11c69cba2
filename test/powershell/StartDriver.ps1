# Runs each line of a file as a command of its own, in this one process. A line for each: the exit code that it left, and
# what it printed and said to the person, both in base64.
param([string] $Lines)

foreach ($startLine in [System.IO.File]::ReadAllLines($Lines)) {
    $startErr = New-Object System.IO.StringWriter
    $startConsole = [System.Console]::Error
    [System.Console]::SetError($startErr)
    $global:LASTEXITCODE = -1
    try {
        $startOut = & ([scriptblock]::Create($startLine)) 2>&1 | Out-String
    }
    finally {
        [System.Console]::SetError($startConsole)
    }
    $startTexts = foreach ($startText in @($startOut, $startErr.ToString())) {
        [System.Convert]::ToBase64String([System.Text.Encoding]::UTF8.GetBytes($startText))
    }
    [string]::Join('|', @("$global:LASTEXITCODE") + $startTexts)
}
