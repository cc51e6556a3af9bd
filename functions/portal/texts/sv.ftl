# Sidornas texter på svenska. Samma nycklar i samma ordning finns i fi.ftl och en.ftl.

## The layout

layout-skip = Gå till innehållet
layout-languages = Språk
layout-menu = Huvudmeny
layout-sign-in = Logga in
layout-sign-out = Logga ut
layout-footer = Beviljande, registrering och redovisning av servicesedlar och köpta tjänster.

## The menu

menu-clients = Klienter
menu-held = Händelser att godkänna
menu-runs = Redovisningskörningar
menu-roster = Månadsregistrering
menu-visits = Registrera händelse
menu-bookings = Servicebokningar
menu-purchases = Köpta tjänster
menu-settlements = Redovisningar
menu-applications = Ansökningar
menu-register = Serviceproducenter

## What one does where

lead-clients = Klienterna, deras servicesedlar och de tjänster som köpts åt dem.
lead-held = Servicehändelser som väntar på godkännarens avgörande.
lead-runs = Månadens redovisning till serviceproducenterna och hur den framskrider.
lead-roster = Registrera tjänster som betalas per månad på en gång.
lead-visits = Registrera ett besök, en åtgärd eller en vårddag.
lead-bookings = Boka klientens servicesedel med dess nummer och se dina bokningar.
lead-purchases = Bekräfta eller avböj serviceanordnarens beställningar.
lead-settlements = Månadernas redovisningar och fakturorna till dem.
lead-applications = Ansökningar om att bli serviceproducent och behandlingen av dem.
lead-register = Godkända serviceproducenter enligt tjänst och ort.

## The front page

front-title = Servicesedlar och köpta tjänster
front-lead = Serviceanordnaren beviljar, klienten väljer, serviceproducenten registrerar och får betalt utan separat faktura.
front-to-register = Se serviceproducenterna
front-organiser = För serviceanordnaren
front-organiser-text = Godkänn serviceproducenter, bevilja servicesedlar, beställ köpta tjänster och redovisa månaden.
front-provider = För serviceproducenten
front-provider-text = Ansök om att bli serviceproducent, boka servicesedlar, registrera servicehändelser och följ redovisningarna.
front-anyone = För alla
front-anyone-text = Registret över godkända serviceproducenter är offentligt. Du behöver inte logga in för att läsa det.
front-hello = Hej, { $name }

## What was just done

done-signed-out = Du har loggat ut.
done-client-added = Klienten har lagts till.
done-granted = Servicesedeln har beviljats. Ge klienten sedelns nummer.
done-ordered = Beställningen har skickats till serviceproducenten för bekräftelse.
done-booked = Servicesedeln har bokats.
done-purchase-confirmed = Beställningen har bekräftats.
done-purchase-declined = Beställningen har avböjts.
done-held-approved = Servicehändelsen har godkänts.
done-held-rejected = Servicehändelsen har avslagits.
done-run-started = Redovisningskörningen har startats. Producenternas status uppdateras när du laddar om sidan.
done-drafted = Ansökan har sparats som utkast. Kontrollera den och skicka in den.
done-submitted = Ansökan har skickats in.
done-approved = Ansökan har godkänts.
done-rejected = Ansökan har avslagits.
done-withdrawn = Ansökan har återtagits.
done-asked = Komplettering har begärts.
done-suspended = Godkännandet har avbrutits.
done-reinstated = Godkännandet har återställts.
done-revoked = Godkännandet har återkallats.

## Why there is no page

failure-not-allowed = Du har inte behörighet till detta
failure-not-allowed-text = Din roll ger inte tillgång till sidan eller funktionen. Behörigheter ges av serviceanordnarens eller serviceproducentens huvudanvändare.
failure-not-found = Sidan hittades inte
failure-not-found-text = Sidan eller uppgiften finns inte, eller så hör den inte till dig.
failure-forged = Formuläret kunde inte tas emot
failure-forged-text = Formuläret har föråldrats eller kom inte från den här webbplatsen. Ingenting sparades. Öppna sidan på nytt och fyll i formuläret.
failure-sign-in = Inloggningen avbröts
failure-sign-in-text = Inloggningen kunde inte slutföras. Börja om från början.
failure-refused = Begäran kunde inte utföras
failure-try-again = Tjänsten svarar inte just nu
failure-try-again-text = Försök igen om en stund. Om du höll på att skicka ett formulär, gå tillbaka i webbläsaren och skicka det på nytt: samma formulär sparas bara en gång.
failure-to-front = Till startsidan

## Forms

form-wrong = Kontrollera uppgifterna i formuläret
form-wrong-prefix = Fel:
form-required = Fyll i det här fältet.
form-choose = Välj ett av alternativen.
form-day = Ange ett datum, till exempel 5.10.2026.
form-moment = Ange dag och klockslag.
form-euros = Ange beloppet i euro, till exempel 45,50.
form-hours = Ange timmar, till exempel 1,5 eller 1:30.
form-whole = Ange ett heltal.
form-optional = inte obligatorisk
form-first-day = Första dag
form-last-day = Sista dag
form-select-none = Välj
form-continue = Fortsätt
list-more = Visa fler

## The register

register-title = Godkända serviceproducenter
register-lead = Serviceproducenter hos vilka en servicesedel kan användas, och deras priser.
register-search = Sök serviceproducenter
register-organiser = Serviceanordnare
register-service = Tjänst
register-any-service = Alla tjänster
register-town = Ort
register-show = Sök
register-found = { $count ->
    [one] En serviceproducent
   *[other] { $count } serviceproducenter
}
register-none = Inga serviceproducenter hittades med sökvillkoren.
register-business-id = FO-nummer
register-towns = Verksamhetsorter
register-languages = Servicespråk
register-agreed-price = Priset avtalas i beställningen.
register-full = Tar inte emot nya klienter just nu.
register-free-from = Nästa lediga tid: { $day }.
register-rulebooks = Tjänsternas regelböcker
rulebook-table = Tabell

## Clients

clients-title = Klienter
clients-add = Lägg till klient
clients-none = Det finns inga klienter.
client-name = Klient
client-first-names = Förnamn
client-last-name = Efternamn
client-born = Födelsedatum
client-municipality = Hemkommun
client-language = Kontaktspråk
client-language-hint = Besluten ges på detta språk.
client-identity-code = Personbeteckning
client-identity-code-hint = Lämna tomt om klienten inte har någon personbeteckning.
client-new-title = Lägg till klient
client-new-save = Lägg till klient
client-vouchers = Servicesedlar och köpta tjänster
client-no-vouchers = Klienten har inga servicesedlar eller köpta tjänster.

## A voucher

voucher-number = Servicesedelns nummer
voucher-validity = I kraft
voucher-limits = Högst
voucher-use = Användning
voucher-used = Använt { $amount }
voucher-held = Väntar på godkännande { $amount }
voucher-left = Återstår { $amount }
voucher-price = Avtalat pris
voucher-bookings = Serviceproducent
voucher-no-bookings = Klienten har inte valt serviceproducent ännu.
voucher-provider-unnamed = Serviceproducent som inte finns i registret
voucher-state-granted = Beviljad
voucher-state-open = I bruk
voucher-state-ordered = Väntar på bekräftelse
voucher-state-confirmed = Bekräftad
voucher-state-declined = Avböjd
voucher-state-closed = Avslutad

## Limits and units

limit-day = Per dag
limit-week = Per vecka
limit-month = Per månad
limit-total = Sammanlagt
limit-in-day = { $amount } per dag
limit-in-week = { $amount } per vecka
limit-in-month = { $amount } per månad
limit-in-all = sammanlagt { $amount }
unit-HUR = h
unit-C62 = st.
unit-DAY = dag
unit-MON = mån.
unit-hours = h
unit-minutes = min
unit-days = { $count ->
    [one] { $count } dag
   *[other] { $count } dagar
}
unit-months = { $count ->
    [one] { $count } månad
   *[other] { $count } månader
}
unit-pieces = { $count } st.

## Contents of a voucher or an order

contents-title = Tjänstens innehåll
contents-hint = En mängd som lämnas tom är obegränsad.
contents-choose = Välj minst ett innehåll.
contents-value = Servicesedelns värde (€)
contents-copayment = Självriskandel (€)
contents-price = Avtalat pris (€ / { $unit })
contents-value-is = Värde

## Granting and ordering

choose-service-lead = Välj tjänst.
grant-title = Bevilja servicesedel
grant-service = Tjänst
grant-save = Bevilja servicesedeln
order-title = Beställ köpt tjänst
order-provider = Serviceproducent
order-save = Skicka beställningen

## Applications

applications-add = Gör en ansökan
applications-waiting = Väntar på avgörande
applications-none-waiting = Ingen ansökan väntar på avgörande.
applications-others = Övriga ansökningar
applications-none = Det finns inga ansökningar.
applications-submitted = Inskickad { $at }
application-state-draft = Utkast
application-state-submitted = Under behandling
application-state-more-information = Väntar på komplettering
application-state-approved = Godkänd
application-state-rejected = Avslagen
application-state-suspended = Avbruten
application-state-withdrawn = Återtagen
application-state-revoked = Godkännandet återkallat
application-state-expired = Utgången
application-reason = Motivering: { $reason }
application-company = Företag
application-name = Företagets namn
application-address = Adress
application-street = Gatuadress
application-postal-code = Postnummer
application-town = Postort
application-languages = Servicespråk
application-vat = Registret över momsskyldiga
application-vat-registered = Företaget finns i registret över momsskyldiga
application-vat-yes = I registret
application-vat-no = Inte i registret
application-payment = Betalning och e-fakturaadress
application-payment-hint = Redovisningen betalas till detta konto. Utan kontonummer och e-fakturaadress kan redovisningen inte betalas.
application-iban = Kontonummer (IBAN)
application-bic = BIC-kod
application-einvoice = E-fakturaadress
application-einvoice-address = E-fakturaadress
application-einvoice-operator = Förmedlarens kod
application-missing = Inte angivet
application-units = Verksamhetsenheter
application-unit-name = Verksamhetsenhetens namn
application-unit-municipality = Kommun
application-accessible = Verksamhetsstället är tillgängligt
application-more-units = Fler verksamhetsenheter
application-services = Tjänster och priser
application-choose-services = Tjänster som ansökan gäller
application-prices = Prislista
application-prices-hint = Lämna tomma de innehåll som företaget inte erbjuder.
application-new-title = Ansökan om att bli serviceproducent
application-new-lead = Välj först tjänsterna. Därefter fyller du i företagets uppgifter och prislistan.
application-save = Spara utkast
application-commitment = Genom att lämna in ansökan förbinder sig företaget till dessa regelböcker:
application-rulebook-version = version { $count }
application-submit-lead = En inskickad ansökan kan inte längre ändras.
application-submit = Skicka in ansökan
application-again = Fyll i en ny ansökan med dessa uppgifter
application-decision = Avgörande
application-reason-hint = Avgörandet ges alltid med motivering.
application-edit = Ändra ansökan
application-deadline = Sista dag för kompletteringen
application-deadline-hint = Behövs bara när du begär komplettering.
application-ask = Begär komplettering
application-change = Ändring
application-from = Från och med
application-from-hint = Nya bokningar stoppas eller tillåts genast. Dagen avgör från vilken dag servicehändelser inte betalas eller åter betalas.
application-suspend = Avbryt godkännandet
application-reinstate = Återställ godkännandet
application-revoke = Återkalla godkännandet
application-withdraw = Återta ansökan eller avstå från godkännandet
application-history = Behandlingens gång
application-history-from = från och med { $day }
application-history-until = sista dag { $day }
application-history-deadline = svar senast { $day }
decision-reason = Motivering
decision-reason-hint = Ett avslag måste motiveras.
decision-approve = Godkänn
decision-reject = Avslå

## Held events

held-lead = Servicehändelser som enligt regelboken kräver godkännande.
held-all-services = Alla tjänster
held-show = Visa
held-none = Ingen servicehändelse väntar på godkännande.
held-quantity = Mängd
held-amount = Betalas till serviceproducenten
held-provider = Serviceproducent
held-why = Varför den väntar
held-voucher = Servicesedel
held-reason-over-limit-held = Överskrider den beviljade mängden
held-reason-needs-approval = Tjänsten kräver alltid godkännande
held-reason-sampled = Utvald som stickprov
held-reason-after-death = Klienten hade avlidit före denna dag

## Settlement runs

runs-start = Starta en redovisningskörning
runs-period = Redovisningsperiod
runs-period-hint = Alla händelser som godkänts till periodens slut och ännu inte redovisats tas med.
runs-start-button = Starta
runs-all = Redovisningskörningar
runs-none = Det finns inga redovisningskörningar.
runs-started = Startad { $at }
run-state-planned = Pågår
run-state-sent = Skickad per serviceproducent
run-title = Redovisningskörning, { $month }
run-providers = Serviceproducenter
run-total = Redovisas sammanlagt
run-none = Körningen har ännu inga serviceproducenter.
run-state = Status
run-rows = Rader
run-sum = Summa
run-invoice = Faktura
run-fetch = Ladda ner faktura { $number }
settlement-state-collecting = Samlas ihop
settlement-state-closed = Stängd
settlement-state-empty = Inget kvar att redovisa
settlement-state-numbered = Fakturan numrerad
settlement-state-written = Fakturan klar
settlement-state-set-aside = Lagd åt sidan
settlement-state-carried-over = Överförs till nästa redovisning
settlement-state-carried-into = Ingår i en senare faktura
aside-reason-no-iban = Kontonumret saknas
aside-reason-no-organiser-details = Serviceanordnarens faktureringsuppgifter saknas
aside-reason-no-einvoice-address = E-fakturaadressen saknas
settlements-lead = Redovisningen görs utifrån de registrerade servicehändelserna. Någon separat faktura skickas inte.
settlements-none = Det finns inga redovisningar ännu.
settlements-fetch = Ladda ner faktura { $number }

## Bookings

bookings-book = Boka en servicesedel
bookings-number-hint = Klienten ger numret. Det har formen 0HHT0-D1BDW-F.
bookings-number = Kontrollera numret: det är inte numret på en servicesedel.
bookings-no-such-voucher = Det finns ingen servicesedel med detta nummer.
bookings-save = Boka
bookings-own = Bokningar
bookings-none = Det finns inga bokningar.

## Orders

purchases-lead = Serviceanordnarens beställningar till dig.
purchases-none = Det finns inga beställningar.
purchases-reason = Orsak till att beställningen avböjs
purchases-reason-hint = Behövs bara om du avböjer beställningen.
purchases-confirm = Bekräfta beställningen
purchases-decline = Avböj beställningen
purchases-open = Visa beställningen

## The month's roster

roster-title = Månadsregistrering, { $month }
roster-months = Månader
roster-lead = Allt är ifyllt enligt förra månaden. Ändra vid behov, kontrollera och bekräfta.
roster-none = Denna månad finns inga tjänster som betalas per månad.
roster-all-recorded = Hela månaden har registrerats.
roster-check = Kontrollera { $count ->
    [one] en registrering
   *[other] { $count } registreringar
}
roster-open = Oregistrerade { $count }
roster-recorded = Registrerade { $count }
roster-new = Ny
roster-content-of = Innehåll, { $name }
roster-leave-out-of = Registrera inte
roster-no-price = Inget pris
roster-line = Rad { $count }
roster-recorded-now = { $count ->
    [one] En registrering sparad
   *[other] { $count } registreringar sparade
}
roster-held-now = { $count ->
    [one] En registrering väntar på godkännande.
   *[other] { $count } registreringar väntar på godkännande.
}
roster-refused-now = Dessa sparades inte:
check-title = Kontrollera registreringarna, { $month }
check-lead = { $count ->
    [0] Ingenting skulle registreras.
    [one] En registrering sparas när du bekräftar.
   *[other] { $count } registreringar sparas när du bekräftar.
}
check-unchanged = Som tidigare
check-changed = Ändrade
check-left-out = Registreras inte
check-organiser-pays = Serviceanordnaren betalar
check-clients-pay = Klienterna betalar
check-changed-sum = Priset på ändrade registreringar beräknas när de sparas och ingår inte i summorna.
check-confirm = Bekräfta och registrera { $count }
check-edit = Tillbaka för att ändra
check-was = Tidigare:
check-is = Nu:

## Recording an event

visit-title = Registrera en servicehändelse
visit-choose = Välj klient.
visit-none = Du har inga bokningar eller bekräftade beställningar att registrera för.
visit-other = Välj en annan klient
visit-content = Vad som gjordes
visit-start = Började
visit-end = Slutade
visit-start-clock = Starttidens klocka
visit-end-clock = Sluttidens klocka
visit-clock-any = Ingen precisering
visit-clock-summer = Sommartid
visit-clock-winter = Vintertid
visit-day = Dag
visit-quantity = Mängd ({ $unit })
visit-save = Registrera
visit-approved = Registrerad och godkänd
visit-held = Registrerad, väntar på godkännande
visit-next = Registrera nästa

## Codes of the API

role-main-user = huvudanvändare
role-grantor = beviljare
role-approver = godkännare
role-finance = ekonomi
role-viewer = läsare
role-signatory = firmatecknare
role-provider-main-user = serviceproducentens huvudanvändare
role-service-manager = serviceansvarig
role-recorder = registrerare
language-fi = finska
language-sv = svenska
language-en = engelska
band-day = dag
band-evening = kväll
band-night = natt
band-saturday = lördag
band-sunday = söndag och helgdag

compare-title = Jämför serviceproducenter
compare-lead = Här är alla som kan ta emot din sedel. Priserna är räknade för dig. Välj senast { $day }.
compare-chose = Du har valt serviceproducenten { $name }. Kontakta den och kom överens om när servicen börjar.
compare-booked = En serviceproducent har redan valts för sedeln.
compare-own-free = Anordnarens egen motsvarande service är avgiftsfri.
compare-own-fee = Avgiften för anordnarens egen motsvarande service: { $fee }.
compare-own-by-income = Avgiften för anordnarens egen motsvarande service beror på inkomsterna.
compare-narrow = Ordna och begränsa
compare-order = Ordning
compare-by-total = Minsta egna andel först
compare-by-distance = Närmaste först
compare-by-name = Namn
compare-by-room = Lediga först
compare-from = Ditt postnummer eller din kommun
compare-language = Servicens språk
compare-any-language = Vilket som helst
compare-room-only = Endast de som tar emot nya klienter
compare-accessible = Tillgänglig enhet
compare-show = Visa
compare-you-pay = Du betalar själv
compare-per-whole = för hela servicen
compare-per-month = i månaden
compare-per-week = i veckan
compare-per-day = per dag
compare-per-unit = per enhet
compare-missing = Ingår inte i summan, eftersom producenten inte erbjuder det: { $contents }.
compare-distance = Avstånd
compare-km = cirka { $count } km
compare-room = Ledigt
compare-has-room = Tar emot nya klienter.
compare-lines = Vad summan består av
compare-not-counted = (ingår inte i summan)
compare-whole-price = Hela priset, av vilket anordnaren betalar resten
compare-choose = Välj
compare-confirm-title = Bekräfta valet
compare-back = Tillbaka till jämförelsen
compare-service = Service
compare-days = För tiden
compare-contract = Avtalet om servicen ingås mellan dig och serviceproducenten.
compare-confirm = Bekräfta valet
done-chosen = Valet är gjort.
