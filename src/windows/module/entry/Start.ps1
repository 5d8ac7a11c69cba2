# Loads the kit's module, which does the rest. $call goes in with what was asked and comes back with the exit code.
try {
    Import-Module -Name ([System.IO.Path]::Combine($PSScriptRoot, 'AirgapKit', 'AirgapKit.psd1')) -Force
    Invoke-AirgapEntry -Call $call
}
catch {
    [System.Console]::Error.WriteLine('BUG: the kit''s module could not be loaded (' + ($_.Exception.Message -creplace '[^ -~]', '?') + '). Verify the kit again.')
    exit 70
}
exit $call.Exit
