# The texts of the pages in English. The same keys in the same order stand in fi.ftl and sv.ftl.

## The layout

layout-skip = Skip to content
layout-languages = Language
layout-menu = Main menu
layout-sign-in = Sign in
layout-sign-out = Sign out
layout-footer = Granting, recording and settling service vouchers and purchased services.

## The menu

menu-clients = Clients
menu-held = Events to approve
menu-runs = Settlement runs
menu-roster = Monthly roster
menu-visits = Record an event
menu-bookings = Bookings
menu-purchases = Orders
menu-settlements = Settlements
menu-applications = Applications
menu-register = Providers

## What one does where

lead-clients = Clients, the vouchers granted to them and the services ordered for them.
lead-held = Service events that wait for an approver.
lead-runs = The month’s settlement to providers and how it proceeds.
lead-roster = Record the services paid by the month in one go.
lead-visits = Record a visit, a procedure or a care day.
lead-bookings = Book a client’s voucher by its number and see your bookings.
lead-purchases = Confirm or decline the organiser’s orders.
lead-settlements = Each month’s settlement and its invoice.
lead-applications = Applications to become a provider, and their handling.
lead-register = Approved providers by service and town.

## The front page

front-title = Service vouchers and purchased services
front-lead = The organiser grants, the client chooses, the provider records and is paid without sending an invoice.
front-to-register = See the providers
front-organiser = For the organiser
front-organiser-text = Approve providers, grant vouchers, order purchased services and settle the month.
front-provider = For the provider
front-provider-text = Apply, book vouchers, record service events and follow your settlements.
front-anyone = For everyone
front-anyone-text = The register of approved providers is public. No sign-in is needed to read it.
front-hello = Hello, { $name }

## What was just done

done-signed-out = You have signed out.
done-client-added = The client has been added.
done-granted = The voucher has been granted. Give the client its number.
done-ordered = The order has been sent to the provider for confirmation.
done-booked = The voucher has been booked.
done-purchase-confirmed = The order has been confirmed.
done-purchase-declined = The order has been declined.
done-held-approved = The service event has been approved.
done-held-rejected = The service event has been rejected.
done-run-started = The settlement run has started. Reload the page to see how the providers’ settlements proceed.
done-drafted = The application is saved as a draft. Check it and submit it.
done-submitted = The application has been submitted.
done-approved = The application has been approved.
done-rejected = The application has been rejected.
done-withdrawn = The application has been withdrawn.
done-asked = More information has been asked for.
done-suspended = The approval has been suspended.
done-reinstated = The approval has been reinstated.
done-revoked = The approval has been revoked.

## Why there is no page

failure-not-allowed = You may not do this
failure-not-allowed-text = Your role doesn’t cover this page or action. Rights are given by your organisation’s main user.
failure-not-found = Page not found
failure-not-found-text = There is no such page or record, or it isn’t yours to see.
failure-forged = The form could not be accepted
failure-forged-text = The form has expired or did not come from this site. Nothing was saved. Open the page again and fill in the form.
failure-sign-in = The sign-in was interrupted
failure-sign-in-text = The sign-in could not be completed. Start again.
failure-refused = The request could not be carried out
failure-try-again = The service is not responding
failure-try-again-text = Try again in a moment. If you were sending a form, go back and send it again: the same form is saved only once.
failure-to-front = To the front page

## Forms

form-wrong = Check the form
form-wrong-prefix = Error:
form-required = Fill in this field.
form-choose = Choose one of the options.
form-day = Give a date, for example 5 October 2026.
form-moment = Give a day and a time.
form-euros = Give an amount in euros, for example 45.50.
form-hours = Give hours, for example 1.5 or 1:30.
form-whole = Give a whole number.
form-optional = optional
form-first-day = First day
form-last-day = Last day
form-select-none = Choose
form-continue = Continue
list-more = Show more

## The register

register-title = Approved providers
register-lead = Providers whose services a voucher can be used for, with their prices.
register-search = Search providers
register-organiser = Organiser
register-service = Service
register-any-service = All services
register-town = Town
register-show = Search
register-found = { $count ->
    [one] One provider
   *[other] { $count } providers
}
register-none = No providers match the search.
register-business-id = Business ID
register-towns = Towns
register-languages = Languages
register-agreed-price = The price is agreed in each order.
register-full = Takes no new clients at the moment.
register-free-from = Next free: { $day }.
register-rulebooks = Rulebooks of the services
rulebook-table = Table

## Clients

clients-title = Clients
clients-add = Add a client
clients-none = There are no clients.
client-name = Client
client-first-names = First names
client-last-name = Last name
client-born = Date of birth
client-municipality = Municipality of residence
client-language = Language of service
client-language-hint = Decisions are given in this language.
client-identity-code = Personal identity code
client-identity-code-hint = Leave empty if the client has none.
client-new-title = Add a client
client-new-save = Add the client
client-vouchers = Vouchers and purchased services
client-no-vouchers = The client has no vouchers or purchased services.

## A voucher

voucher-number = Voucher number
voucher-validity = Valid
voucher-limits = At most
voucher-use = Use
voucher-used = Used { $amount }
voucher-held = Waiting for approval { $amount }
voucher-left = Left { $amount }
voucher-price = Agreed price
voucher-bookings = Provider
voucher-no-bookings = The client has not chosen a provider yet.
voucher-provider-unnamed = A provider not in the register
voucher-state-granted = Granted
voucher-state-open = In use
voucher-state-ordered = Waiting for confirmation
voucher-state-confirmed = Confirmed
voucher-state-declined = Declined
voucher-state-closed = Closed

## Limits and units

limit-day = A day
limit-week = A week
limit-month = A month
limit-total = In all
limit-in-day = { $amount } a day
limit-in-week = { $amount } a week
limit-in-month = { $amount } a month
limit-in-all = { $amount } in all
unit-HUR = h
unit-C62 = pcs
unit-DAY = day
unit-MON = month
unit-hours = h
unit-minutes = min
unit-days = { $count ->
    [one] { $count } day
   *[other] { $count } days
}
unit-months = { $count ->
    [one] { $count } month
   *[other] { $count } months
}
unit-pieces = { $count } pcs

## Contents of a voucher or an order

contents-title = Contents of the service
contents-hint = An amount left empty is unlimited.
contents-choose = Choose at least one content.
contents-value = Voucher value (€)
contents-copayment = Co-payment (€)
contents-price = Agreed price (€ / { $unit })
contents-value-is = Value

## Granting and ordering

choose-service-lead = Choose the service.
grant-title = Grant a voucher
grant-service = Service
grant-save = Grant the voucher
order-title = Order a purchased service
order-provider = Provider
order-save = Send the order

## Applications

applications-add = Make an application
applications-waiting = Waiting for a decision
applications-none-waiting = No application waits for a decision.
applications-others = Other applications
applications-none = There are no applications.
applications-submitted = Submitted { $at }
application-state-draft = Draft
application-state-submitted = Being handled
application-state-more-information = More information asked for
application-state-approved = Approved
application-state-rejected = Rejected
application-state-suspended = Suspended
application-state-withdrawn = Withdrawn
application-state-revoked = Revoked
application-state-expired = Expired
application-reason = Reason: { $reason }
application-company = Company
application-name = Company name
application-address = Address
application-street = Street address
application-postal-code = Postal code
application-town = Post office
application-languages = Languages of service
application-vat = VAT register
application-vat-registered = The company is in the VAT register
application-vat-yes = Registered
application-vat-no = Not registered
application-payment = Payment and e-invoice address
application-payment-hint = Settlements are paid to this account. Without an account and an e-invoice address they can’t be paid.
application-iban = Account number (IBAN)
application-bic = BIC
application-einvoice = E-invoice address
application-einvoice-address = E-invoice address
application-einvoice-operator = Operator’s code
application-missing = Not given
application-units = Places of service
application-unit-name = Name of the place
application-unit-municipality = Municipality
application-accessible = The place is accessible to wheelchairs
application-more-units = More places
application-services = Services and prices
application-choose-services = Services that you apply for
application-prices = Price list
application-prices-hint = Leave empty what the company does not offer.
application-new-title = Application to become a provider
application-new-lead = First choose the services. Then fill in the company and the price list.
application-save = Save the draft
application-commitment = By submitting, the company commits to these rulebooks:
application-rulebook-version = version { $count }
application-submit-lead = A submitted application can no longer be changed.
application-submit = Submit the application
application-again = Fill in a new application from this one
application-decision = Decision
application-reason-hint = A decision always has its reason.
application-edit = Change the application
application-deadline = Last day to answer
application-deadline-hint = Needed only when you ask for more information.
application-ask = Ask for more information
application-change = Change
application-from = From
application-from-hint = New bookings stop or start at once. The day decides from when service events are not paid, or are paid again.
application-suspend = Suspend the approval
application-reinstate = Reinstate the approval
application-revoke = Revoke the approval
application-withdraw = Withdraw the application or give up the approval
application-history = What has happened
application-history-from = from { $day }
application-history-until = last day { $day }
application-history-deadline = to be answered by { $day }
decision-reason = Reason
decision-reason-hint = A rejection needs its reason.
decision-approve = Approve
decision-reject = Reject

## Held events

held-lead = Service events that the rulebook wants approved.
held-all-services = All services
held-show = Show
held-none = No service event waits for approval.
held-quantity = Quantity
held-amount = Paid to the provider
held-provider = Provider
held-why = Why it waits
held-voucher = Voucher
held-reason-over-limit-held = Over the granted amount
held-reason-needs-approval = The service always needs approval
held-reason-sampled = Drawn as a sample
held-reason-after-death = The client had died before this day

## Settlement runs

runs-start = Start a settlement run
runs-period = Period
runs-period-hint = All events approved for the period and not settled yet are taken in.
runs-start-button = Start
runs-all = Runs
runs-none = There are no runs.
runs-started = Started { $at }
run-state-planned = In progress
run-state-sent = Sent for each provider
run-title = Settlement run, { $month }
run-providers = Providers
run-total = Total
run-none = The run has no providers yet.
run-state = State
run-rows = Rows
run-sum = Amount
run-invoice = Invoice
run-fetch = Download invoice { $number }
settlement-state-collecting = Collecting
settlement-state-closed = Closed
settlement-state-empty = Nothing left to settle
settlement-state-numbered = Invoice numbered
settlement-state-written = Invoice ready
settlement-state-set-aside = Set aside
settlement-state-carried-over = Waits for the next settlement
settlement-state-carried-into = Part of a later invoice
aside-reason-no-iban = No account number
aside-reason-no-organiser-details = The organiser’s invoicing details are missing
aside-reason-no-einvoice-address = No e-invoice address
settlements-lead = Settlements are made from recorded service events. No invoice needs to be sent.
settlements-none = There are no settlements yet.
settlements-fetch = Download invoice { $number }

## Bookings

bookings-book = Book a voucher
bookings-number-hint = The client gives the number. It looks like 0HHT0-D1BDW-F.
bookings-number = Check the number: no voucher has such a number.
bookings-no-such-voucher = There is no voucher with this number.
bookings-save = Book
bookings-own = Your bookings
bookings-none = There are no bookings.

## Orders

purchases-lead = Orders that the organiser has sent to you.
purchases-none = There are no orders.
purchases-reason = Reason for declining
purchases-reason-hint = Needed only if you decline.
purchases-confirm = Confirm the order
purchases-decline = Decline the order
purchases-open = Show the order

## The month's roster

roster-title = Monthly roster, { $month }
roster-months = Months
roster-lead = Everything is filled in as last month. Change what is needed, check and confirm.
roster-none = No services are paid by the month in this month.
roster-all-recorded = The whole month is recorded.
roster-check = Check { $count ->
    [one] one entry
   *[other] { $count } entries
}
roster-open = Not recorded yet: { $count }
roster-recorded = Recorded: { $count }
roster-new = New
roster-content-of = Content, { $name }
roster-leave-out-of = Leave out
roster-no-price = No price
roster-line = Line { $count }
roster-recorded-now = { $count ->
    [one] One entry recorded
   *[other] { $count } entries recorded
}
roster-held-now = { $count ->
    [one] One entry waits for approval.
   *[other] { $count } entries wait for approval.
}
roster-refused-now = These were not recorded:
check-title = Check the entries, { $month }
check-lead = { $count ->
    [0] Nothing would be recorded.
    [one] One entry is recorded when you confirm.
   *[other] { $count } entries are recorded when you confirm.
}
check-unchanged = As before
check-changed = Changed
check-left-out = Left out
check-organiser-pays = The organiser pays
check-clients-pay = Clients pay
check-changed-sum = The price of changed entries is calculated when they are recorded and isn’t in the sums.
check-confirm = Confirm and record { $count }
check-edit = Back to change
check-was = Before:
check-is = Now:

## Recording an event

visit-title = Record a service event
visit-choose = Choose the client.
visit-none = You have no bookings or confirmed orders to record for.
visit-other = Choose another client
visit-content = What was done
visit-start = Started
visit-end = Ended
visit-start-clock = Clock of the start
visit-end-clock = Clock of the end
visit-clock-any = Not specified
visit-clock-summer = Summer time
visit-clock-winter = Winter time
visit-day = Day
visit-quantity = Quantity ({ $unit })
visit-save = Record
visit-approved = Recorded and approved
visit-held = Recorded, waits for approval
visit-next = Record the next one

## Codes of the API

role-main-user = main user
role-grantor = grantor
role-approver = approver
role-finance = finance
role-viewer = viewer
role-signatory = signatory
role-provider-main-user = provider’s main user
role-service-manager = service manager
role-recorder = recorder
language-fi = Finnish
language-sv = Swedish
language-en = English
band-day = day
band-evening = evening
band-night = night
band-saturday = Saturday
band-sunday = Sunday and holiday

compare-title = Compare providers
compare-lead = These are all who can take your voucher. The prices are computed for you. Choose by { $day }.
compare-chose = You have chosen the provider { $name }. Contact it and agree when the service begins.
compare-booked = A provider has already been chosen for the voucher.
compare-own-free = The organiser's own comparable service is free of charge.
compare-own-fee = The fee of the organiser's own comparable service: { $fee }.
compare-own-by-income = The fee of the organiser's own comparable service depends on income.
compare-narrow = Order and narrow
compare-order = Order
compare-by-total = Least to pay first
compare-by-distance = Nearest first
compare-by-name = Name
compare-by-room = With room first
compare-from = Your postal code or municipality
compare-language = Language of the service
compare-any-language = Any
compare-room-only = Only those that take new clients
compare-accessible = Accessible place
compare-show = Show
compare-you-pay = You pay yourself
compare-per-whole = for the whole service
compare-per-month = a month
compare-per-week = a week
compare-per-day = a day
compare-per-unit = a unit
compare-missing = Not in the sum, since the provider does not offer it: { $contents }.
compare-distance = Distance
compare-km = about { $count } km
compare-room = Room
compare-has-room = Takes new clients.
compare-lines = What the sum is made of
compare-not-counted = (not in the sum)
compare-whole-price = The whole price, of which the organiser pays the rest
compare-choose = Choose
compare-confirm-title = Confirm the choice
compare-back = Back to the comparison
compare-service = Service
compare-days = For the days
compare-contract = The contract on the service is between you and the provider.
compare-confirm = Confirm the choice
done-chosen = The choice is made.
