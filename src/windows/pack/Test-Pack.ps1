# .SYNOPSIS
# Runs the vectors and read-only probes on a pilot host and writes one JSON file to send back.
#
# .DESCRIPTION
# For a host that can be thrown away, or that at least is not in use. It changes the file named by -Out; for vectors that are
# extracted, folders beside each vector, which it removes; and, with administrator rights, the machine's CA store: one
# throw-away certificate goes in and out again, in the way in which a kit's certificates do.
#
# The vectors are kits with one fault each and the findings they must yield. They are no part of the pack, because they
# are larger than it and are wanted once: the project writes them with
#   mvn -q -pl test/vectors compile, then the class io.airgapkit.vectors.VectorFiles with a new folder as its argument.
# Without -Vectors only the probes run.
#
# Exit codes: 0 every vector as expected, 1 one was not, 2 wrong use, 3 could not find out, 70 a bug of ours. A probe that
# failed is an answer, not a fault.
#
# .PARAMETER Out
# The JSON file to write. It must not exist.
#
# .PARAMETER Vectors
# A folder as VectorFiles writes it: vectors.json and a folder for each vector.
#
# .PARAMETER Rest
# Takes what is none of the above, to refuse it.
#
# .EXAMPLE
# .\Test-Pack.ps1 -Out C:\pilot\srv07.json
#
# .EXAMPLE
# .\Test-Pack.ps1 -Out C:\pilot\srv07.json -Vectors C:\pilot\vectors
[CmdletBinding()]
param(
    [string] $Out,
    [string] $Vectors,
    [Parameter(ValueFromRemainingArguments = $true)] [string[]] $Rest
)
$frameLead = ''
