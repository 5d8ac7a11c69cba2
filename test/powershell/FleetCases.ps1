# Runs every script of a folder as an engine would, one after the other in one process: a line of JSON for each.
param([string] $Folder)
foreach ($file in @([System.IO.Directory]::GetFiles($Folder, '*.ps1') | Sort-Object)) {
    $global:LASTEXITCODE = -1
    $lines = @(& $file)
    ConvertTo-Json -Compress -InputObject ([pscustomobject] @{
            case = [System.IO.Path]::GetFileNameWithoutExtension($file); exit = $LASTEXITCODE; count = $lines.Length; said = [string] $lines[0]
        })
}
