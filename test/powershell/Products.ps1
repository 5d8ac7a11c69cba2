# The products of src/windows, put together as the builder does (WindowsProduct), with parts replaced where a test wants it.
$script:WindowsFolder = [System.IO.Path]::GetFullPath([System.IO.Path]::Combine($PSScriptRoot, '..', '..', 'src', 'windows'))

# The paths of a product's parts below src/windows, in order.
function Get-ProductPart {
    param([string] $Product)
    $inside = $false
    foreach ($line in [System.IO.File]::ReadAllLines([System.IO.Path]::Combine($script:WindowsFolder, 'products.txt'))) {
        if ($line.StartsWith('  ')) { if ($inside) { $line.Trim() } }
        elseif ($line.Length -gt 0) { $inside = $line -ceq $Product }
    }
}

function Get-SourceText {
    param([string] $Part)
    [System.IO.File]::ReadAllText([System.IO.Path]::Combine($script:WindowsFolder, $Part))
}

# Replace: path of a part to the file that stands in its place. Tables that are generated are left out.
function Get-ProductText {
    param([string] $Product, [hashtable] $Replace = @{ })
    $texts = @(foreach ($part in Get-ProductPart $Product) {
            if ($Replace.ContainsKey($part)) { [System.IO.File]::ReadAllText($Replace[$part]) }
            elseif (-not $part.StartsWith('@')) { Get-SourceText $part }
        })
    if ($texts.Length -eq 0) { throw "no product $Product" }
    [string]::Join("`n", $texts)
}

# The file of a part, for dot-sourcing.
function Get-SourcePath {
    param([string] $Part)
    [System.IO.Path]::Combine($script:WindowsFolder, $Part)
}
