// What the central service and sync answer (English).

/** English sentences for what the service or the way to it can refuse. */
export const serviceEn: Record<string, string> = {
  // The way there
  alone: 'This desk works on its own; no central service is joined.',
  offline:
    'The central service is out of reach. This step needs it; everything else goes on as usual.',
  unreachable:
    'Nothing answers at this address. Check it, and whether the service runs and the network is up.',
  timeout: 'The central service did not answer in time.',
  cut: 'The connection to the central service broke off.',
  bad_certificate:
    'The certificate at this address cannot be trusted, so nothing was sent. An administrator has to look at it.',
  bad_answer:
    'Something answers at this address, but it is not a central service of Shutai. Check it.',
  plain_http:
    'Unencrypted http:// is for this machine only. Use an address that begins with https://.',
  bad_address: 'The address is not written as it should be. For example: https://shutai.example',
  unavailable: 'The central service is busy or starting; it will be tried again.',
  read_only: 'This is a read-only replica and takes no actions; the main one will be tried.',
  not_served: 'The service at this address cannot take desks yet. See whether it is ready.',
  // Joining
  already_joined:
    'This desk has joined a central service already. Where that has moved, an administrator says so on the Sync page.',
  bad_enroll_code:
    'The code is wrong, was used already or has expired. Ask an administrator for a new one.',
  base_differs:
    'This desk and the service do not stand on the same base, so {actions} actions of this desk cannot go there.',
  joins_anew:
    'The number that this desk had cannot be used again. To join anew, its actions ({actions}) are put aside in a file, and it comes in as a new desk.',
  desk_known: 'The central service already has a desk with the same number.',
  too_old:
    'The program of this desk is too old and gets no news from the service. Please update it; what is saved here still goes there.',
  too_new:
    'The program of this desk is newer than the service and cannot talk to it yet. The service has to be updated first.',
  // Who this desk is
  desk_revoked:
    'An administrator has revoked this desk ({desk}). All that was saved is here and can be exported.',
  unknown_desk:
    'The central service does not know this desk. An administrator has to join it anew.',
  bad_signature:
    'The central service could not make sure who this desk is. An administrator has to join it anew.',
  bad_challenge: 'Proving who this desk is took too long; it is done once more.',
  forked:
    'Two machines use the number of this desk (an old backup was put back, or its folder copied). This one takes a new number and offers again what has no outcome.',
  gap: 'The central service has this desk’s actions up to number {last}; the rest goes on from there.',
  // Loading anew
  epoch:
    'The central service was restored from a backup; its records are loaded anew, and this desk’s actions are offered again.',
  diverged: 'What this desk has read differs from the service; everything is loaded anew.',
  log_pruned:
    'This desk was away for so long that the service no longer keeps what it missed; everything is loaded anew.',
  wanted: 'Everything is loaded anew, as you asked.',
  broken_log:
    'The records of the service do not follow each other, so this desk does not read on. An administrator has to look at the service.',
  sync_internal:
    'Sync met an error of this desk; it is in the log and will be tried again. What was saved is safe.',
  damaged: 'The records of this desk were damaged and are loaded anew; what was done here is safe.',
  // Who may
  not_signed_in_here:
    '{by} has never signed in at this desk with the service reached, so the service cannot tell who did it. Sign in and do it again.',
  token_expired: 'The sign-in has run out and is being renewed.',
  session_ended: 'The sign-in has ended. Please sign in again.',
  bad_token: 'The sign-in is no longer valid. Please sign in again.',
  refresh_reused: 'The sign-in was used twice and has been ended to be safe. Please sign in again.',
  offline_too_long:
    'Without the service only people seen at this desk within 7 days can sign in. Please wait until it is reached.',
  not_yet_here: 'Your account has not reached this desk yet. Wait a moment and sign in again.',
  needs_online:
    'This needs somebody who signed in with the service reached. Sign out, and in again once it is.',
  must_change: 'Somebody else chose this password. Please choose one of your own first.',
  passwords_differ: 'The two new passwords differ.',
  same_password: 'The new password is the old one. Please choose another.',
  bad_card_or_pin: 'The card number or the PIN is wrong.',
  weak_pin: 'This PIN is too simple. Please choose another.',
  // How much and how fast
  too_large: 'Too much was sent at once; it goes there in smaller parts.',
  too_many: 'Too many requests. Please wait {seconds}.',
  // The service itself
  store_full:
    'The disk of the service is full, so that it takes no new actions for now. All that was saved here is safe and goes there later. Please tell an administrator.',
  store_read_only:
    'The store of the service cannot be written, so that it takes no new actions for now. They go there later. Please tell an administrator.',
  store_io:
    'The store of the service has failed, so that it takes no new actions for now. They go there later. Please tell an administrator.',
  store_away: 'The service cannot reach its database; it will be tried again.',
  store_newer:
    'The store of the service was written by a newer program. An administrator has to update the service.',
  store_busy: 'The store of the service is busy; it will be tried again.',
  closing: 'The service is being restarted; it will be tried again.',
  not_primary: 'This is a read-only replica; the main service will be tried.',
  // What was sent
  bad_body: 'The service did not understand what was sent. Nothing was changed.',
  bad_request: 'The service did not understand the request. Nothing was changed.',
  bad_protocol: 'The version of the protocol is not written as it should be.',
  unsupported_type: 'The service takes JSON only.',
  unsupported_encoding: 'The service does not know this compression.',
  wrong_host: 'The service is not served under this name. Check the address.',
  no_token: 'Please sign in first.',
  wrong_token: 'This sign-in is not for this step.',
  no_rows: 'This desk has no records of the service yet; they are being loaded.',
  given_up: 'This was stopped half-way and is done again by itself.',
  link_not_allowed: 'This link leads to a place that may not be opened from here.',
  file_not_ours: 'Only files of this program can be saved.',
  file_not_fetched: 'The file did not come whole and was not saved. Please try again.',
  not_in_browser: 'This cannot be done in a browser.',
  print_failed: 'Printing failed. Check the printer and try again.',
};
