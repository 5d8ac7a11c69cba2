# What the module says: one object a certificate, one fault for what stops the whole run.

# Kind: certificate where there is a pin, else note; whoever makes an update's or a receipt's says so.
# Outcome: Added, AlreadyThere, WouldAdd, Removed, AlreadyGone, WouldRemove, LeftThere, NothingToUndo, Declined, Skipped,
# Noted, for updates also Installed, RestartNeeded, WouldInstall (all of them fine), Refused (a clear no), Failed (the
# host did not let us). Method: the way in which a certificate got into its store.
function ConvertTo-Result {
    param([System.Object] $Pin, [string] $Outcome, [string] $Code, [string] $Message)
    $kind = 'note'
    $subject = ''
    $sha256 = ''
    $store = ''
    if ($null -ne $Pin) {
        $kind = 'certificate'
        $subject = ConvertTo-PlainText $Pin.Subject
        $sha256 = ConvertTo-PlainText $Pin.Sha256
        $store = ConvertTo-PlainText $Pin.Store
    }
    [pscustomobject] @{
        Kind    = $kind
        Subject = $subject
        Sha256  = $sha256
        Store   = $store
        Outcome = $Outcome
        Code    = $Code
        Message = ConvertTo-PlainText $Message
        Method  = ''
    }
}
