"""Every word of the pads, as data in both languages: a tablet without a network keeps them beside its program."""

from __future__ import annotations

from typing import Final

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext_lazy as _

ENTERING: Final = {
    "app_title": _("Stations"),
    "store": _("Store"),
    "delete_digit": _("Delete the last digit"),
    "change_sign": _("Turn plus and minus"),
    "seconds": _("s"),
    "hit": _("hit"),
    "miss": _("miss"),
    "hits": _("hits"),
    "hit_sign": "○",
    "miss_sign": "×",
    "yes": _("Met"),
    "no": _("Not met"),
    "cleared": _("cleared"),
    "failed": _("failed"),
    "passed": _("passed"),
    "sum": _("Together"),
    "place_of": _("place {n}"),
    "lane": _("lane {n}"),
    "to_go": _("{n} to go"),
    "next": _("Next: {who}"),
    "next_person": _("Next person"),
    "nobody_waits": _("Nobody is waiting after this"),
    "nobody": _("Nobody has entered this contest."),
    "recorded": _("Recorded:"),
    "two_records": _("Two different records: the chief referee decides."),
    "two_marks": _("two records"),
    "after_publication": _(
        "This contest has been published: what you enter now goes to the chief referee as a question."
    ),
    "type_first": _("Type the mark first."),
    "beyond": _("out of range, will not count"),
    "unusual": _("far from the others, please check"),
    "stored": _("Stored: {name} {mark}"),
    "stored_heat": _("Stored: {n} results"),
    "taken_back": _("Taken back: {name}"),
    "not_kept": _("Not stored: {what}. This device could not keep it ({why}). Write it on paper, then store again."),
    "undo": _("Undo"),
    "say_reason": _("There is a record already. Say why it has to be changed, then store again."),
    "why_changed": _("Why it is changed"),
    "reason_key": _("pressed the wrong key"),
    "reason_person": _("entered for the wrong person"),
    "reason_again": _("the referees looked again"),
    "reason_other": _("Other reason"),
    "whole_entry": _("For the whole start"),
    "one_less": _("One less: {what}"),
    "way": _("Way of entering"),
    "mode_keys": _("Type"),
    "mode_watch": _("Stopwatch"),
    "mode_order": _("Tap the order"),
    "turn": _("Who is next"),
    "by_person": _("All of one person, then the next"),
    "by_round": _("Round by round"),
    "seat": _("Judge {n}"),
    "seat_is": _("I am judge {n}"),
    "seat_all": _("Enter for all judges"),
    "marked": _("Judges who have marked: {who}. Their marks are shown when all are in."),
    "comma": _(", "),
    "heats": _("Heats"),
    "stages": _("Stages"),
    "order_hint": _("Tap the names as they come in. Tap again to take one back."),
    "together": _("Next one is level"),
    "clear_order": _("Clear the order"),
    "store_order": _("Store this order ({n})"),
    "start_watch": _("Start the watch"),
    "watch_hint": _("Tap a lane to stop it, tap again to clear it."),
    "clear_watch": _("Clear the watch"),
    "store_times": _("Store {n} times"),
    "heat_absences": _("Not there, out, or did not finish: choose the person below."),
    "last_entered": _("Last entered"),
    "nothing_yet": _("Nothing yet."),
    "waiting": _("Waiting"),
    "entered": _("Entered"),
    "all_starters": _("All starters"),
    "all_contests": _("All contests"),
    "rules_of_play": _("Rules of play"),
    "venue": _("Venue"),
}
MATCHES: Final = {
    "matches": _("Matches"),
    "matches_to_go": _("{n} matches to go"),
    "finished_matches": _("Finished"),
    "rubbers": _("Rubbers"),
    "rubber": _("Rubber {n}"),
    "whole_tie": _("Whole tie"),
    "game": _("Game {n}"),
    "games_won": _("games won: {n}"),
    "points_of": _("{name}: {n} points"),
    "point_more": _("one more for {name}"),
    "point_less": _("one less for {name}"),
    "change_ends": _("Change ends"),
    "type_points": _("Type the points of {name}"),
    "wins": _("{name} wins"),
    "winner_is": _("winner: {name}"),
    "drawn": _("drawn"),
    "store_match": _("Store the score"),
    "other_match": _("Another match"),
    "not_played_out": _("Not played to the end"),
    "walkover_by": _("{name} did not come"),
    "walkover_both": _("Neither side came"),
    "retired_by": _("{name} retired"),
    "forfeit_by": _("{name} was ruled out"),
    "ended_walkover": _("did not come"),
    "ended_retired": _("gave up"),
    "ended_forfeit": _("forfeit"),
    "nothing_changed": _("Nothing was changed."),
}
STATES: Final = {
    "net_sent": _("Everything uploaded"),
    "net_waiting": _("Not uploaded: {n}. Stays on this device and is sent again by itself."),
    "net_refused": _("Not accepted: {n}. Call the chief referee."),
    "net_login": _("Please log in again. Not uploaded: {n}; they stay on this device."),
    "net_full": _("This device is full and keeps nothing more. Write on paper, and free some storage."),
    "net_unkept": _("This device cannot keep entries. Do not close this page before everything is uploaded."),
    "never_contact": _("No contact with the server yet"),
    "contact_now": _("in contact just now"),
    "contact_minutes": _("last contact {n} min ago"),
    "contact_hours": _("last contact {n} h ago"),
    "state_saving": _("being stored"),
    "state_on_device": _("stored on this device"),
    "state_uploaded": _("uploaded"),
    "state_confirmed": _("confirmed by the chief"),
    "state_refused": _("not accepted"),
    "not_accepted": _("Not accepted"),
    "other_device": _("{device} {referee} has the same heat open"),
    "other_seat": _("{device} {referee} also marks as judge {n}"),
    "sheet_not_started": _("not started"),
    "sheet_entering": _("being entered"),
    "sheet_entered": _("all entered"),
    "sheet_held": _("held by the chief referee"),
    "sheet_released": _("released"),
    "sheet_locked": _("closed"),
}
DEVICE: Final = {
    "wait": _("One moment …"),
    "error_bad_code": _(
        "This code is wrong, used up or older than ten minutes. Compare the digits; the organiser makes a new one on "
        "the page “Stations and tablets”."
    ),
    "error_too_many": _("Too many wrong codes. Scan the QR code, or wait ten minutes."),
    "error_locked": _(
        "Too many wrong PINs for this name. Wait a quarter of an hour, or have the chief referee set a new one."
    ),
    "error_wrong_pin": _("Name and PIN do not fit. After five wrong ones the name is locked for a quarter of an hour."),
    "error_revoked": _("The organiser has ended the permission of this tablet."),
    "no_answer": _("The server did not answer. Check the network and try again."),
    "device": _("This device"),
    "device_is": _("Device {name}"),
    "device_page": _("tablet {id}"),
    "contests": _("Contests of this station"),
    "no_contests": _("No contest has been given to this station yet."),
    "signed_in_as": _("signed in: {name}"),
    "large_type": _("Large type"),
    "change_referee": _("Change referee"),
    "other_language": _("中文"),
    "try_now": _("Send now"),
    "other_tab_title": _("Already open"),
    "other_tab": _(
        "This station is open in another tab of this device. Go on there, or close it: then this one takes over."
    ),
    "check_title": _("Is this device ready?"),
    "check_secure": _("Safe connection (https)"),
    "check_secure_not": _(
        "The address is not https, so nothing can be kept without a network. Open the https address."
    ),
    "check_keeps": _("Keeps what is entered"),
    "check_keeps_not": _("This browser keeps nothing. Leave private browsing, or free some storage."),
    "check_room": _("Room for a whole meet"),
    "check_room_not": _("There is almost no room left (or this is a private window). Free some storage first."),
    "check_one_writer": _("Only one page writes"),
    "check_one_writer_not": _("This browser is too old. Use a current one."),
    "check_installed": _("Works without a network"),
    "check_installed_not": _(
        "The program is not kept on this device yet. Load the page once more while there is a network."
    ),
    "check_persisted": _("Is never tidied away by the browser"),
    "check_persisted_not": _(
        "The browser may tidy up old entries, and a private window forgets all of them when it is closed: "
        "use an ordinary window, add this page to the home screen, and upload every day."
    ),
    "check_stops": _("Do not start work on this device before this is put right."),
    "check_again": _("Check again"),
    "begin": _("Begin"),
    "pair_title": _("Which station is this?"),
    "pair_help": _(
        "Scan the station's QR code, or type the six digits that the organiser's screen shows. They last ten minutes."
    ),
    "pair_code": _("Six digits"),
    "pair": _("Bind this tablet"),
    "pair_again": _("Bind again"),
    "pack_file": _("Station file from a stick"),
    "sign_in_title": _("{station}: who is at the table?"),
    "who_are_you": _("Your name"),
    "no_seat_yet": _("no seat on a panel of this station: ask the chief referee"),
    "no_referees": _("Nobody is named for this station yet. Ask the organiser."),
    "pin": _("PIN"),
    "sign_in": _("Sign in"),
    "wrong_pin": _("Name and PIN do not fit. Look whose name is chosen, then type the PIN again."),
    "locked_offline": _(
        "Too many wrong PINs for this name. Without a network this name stays locked here: try again with a network."
    ),
    "needs_network": _(
        "Without a network only those can sign in who did so on this device before. Try again with a network."
    ),
    "wiped_title": _("This tablet was taken out of use"),
    "wiped": _(
        "The organiser ended its permission. Everything stored had been uploaded, and nothing is left on it. "
        "What was typed and not stored yet was not sent."
    ),
    "wiped_refused": _(
        "These were not accepted. Write them on paper for the chief referee before you leave this page."
    ),
    "unknown_device": _(
        "The server does not know this tablet any more. Nothing is lost: export what waits, and bind the tablet again."
    ),
    "no_network_title": _("No network at all?"),
    "no_network_help": _("Carry what waits to the chief referee as a file; the answer comes back as a file, too."),
    "export": _("Export what waits ({n})"),
    "exported": _("The file is in the downloads of this device. Entries stay here until they are receipted."),
    "receipts_file": _("Receipts from the chief referee"),
    "file_read": _("The file was read."),
    "file_not_ours": _("This is not the file asked for here."),
    "new_version": _("A newer version of the program lies ready."),
    "switch_version": _("Change over"),
    "version_is": _("Program {version}"),
    "call_chief": _("Something is wrong: call the chief referee"),
    "call_dispute": _("Dispute"),
    "call_gear": _("Equipment"),
    "call_injury": _("Injury"),
    "call_other": _("Please come"),
    "called": _("The chief referee has been called."),
    "called_waiting": _("Will be told as soon as there is a network. Wave until then."),
}
WORDS: Final = ENTERING | MATCHES | STATES | DEVICE


def words_of_pads() -> dict[str, dict[str, str]]:
    """`{"zh-hans": {key: words}, "en": {...}}`."""
    found = {}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            found[language] = {key: str(words) for key, words in WORDS.items()}
    # The key that changes the language names the other one, in its own words.
    found["zh-hans"]["other_language"] = "English"
    found["en"]["other_language"] = "中文"
    return found
