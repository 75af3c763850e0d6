"""Figure candidates: evidence, value, unit, bound, denominator, hint."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.reading.figures import FigureCandidate, candidates_of
from pipeline.reading.sentences import Sentence, split


def candidates(text: str) -> tuple[FigureCandidate, ...]:
    sentences = [Sentence(id=number, start=start, end=end, paragraph=1) for number, (start, end) in enumerate(split(text, 0, len(text)), 1)]
    return candidates_of(text, sentences)


def figures(text: str) -> list[str]:
    return [text[c.start : c.end] for c in candidates(text) if c.hint == "figure"]


@pytest.mark.parametrize(
    ("text", "evidence", "value", "unit", "per", "bound"),
    [
        ("Families would be £630 worse off a year.", "£630 worse off a year", "630", "GBP", "year", "exact"),
        ("Drivers pay £5 more a month.", "£5 more a month", "5", "GBP", "month", "exact"),
        ("It was about a 20-minute walk.", "20-minute", "20", "minute", None, "approx"),
        ("There was talk about a 20-minute walk.", "20-minute", "20", "minute", None, "exact"),
        ("A quarter-of-a-million people came.", "A quarter-of-a-million people", "250000", "person", None, "exact"),
        ("He laid out nine different times how it works.", "nine different times", "9", "occasion", None, "exact"),
        ("She is a grandmother of seven.", "grandmother of seven", "7", "grandchild", None, "exact"),
        ("Ships were turned around twice.", "twice", "2", "occasion", None, "exact"),
        ("The near-400,000 complaints were read.", "near-400,000 complaints", "400000", "complaint", None, "approx"),
        ("Sales were 10,000m euros.", "10,000m euros", "10000000000", "EUR", None, "exact"),
        ("Some 12 Israelis left.", "Some 12 Israelis", "12", "israeli", None, "approx"),
        ("It closed six mandis.", "six mandis", "6", "mandi", None, "exact"),
        ("In a 2-1 decision it won.", "2", "2", "vote", None, "exact"),
        ("Viewers rose to 3.4m in May.", "3.4m", "3400000", "viewer", None, "exact"),
        ("A 3.4m wave hit it.", "3.4m", "3.4", "metre", None, "exact"),
        ("At least one working parent left.", "At least one working parent", "1", "parent", None, "at_least"),
        ("It bought some US$61 billion in bonds.", "some US$61 billion", "61000000000", "USD", None, "approx"),
        ("More than 70 per cent of it left.", "More than 70 per cent", "70", "percent", None, "at_least"),
        ("Rates rose 25 basis points.", "25 basis points", "25", "basis_point", None, "exact"),
        ("He asked for half a percentage point.", "half a percentage point", "0.5", "percentage_point", None, "exact"),
        ("Oil fell to $81.50 a barrel.", "$81.50 a barrel", "81.5", "USD", "barrel", "exact"),
        ("A stamp costs 45 pence.", "45 pence", "0.45", "GBP", None, "exact"),
        ("It pays Rs. 2.5 lakh at most.", "Rs. 2.5 lakh at most", "250000", "INR", None, "at_most"),
        ("It was idle for 36 hours at most and lost nothing.", "36 hours at most", "36", "hour", None, "at_most"),
        ("Prices rose by 0.6 of a percentage point.", "0.6 of a percentage point", "0.6", "percentage_point", None, "exact"),
        ("Each gets a site of 200 square yards.", "200 square yards", "200", "square yard", None, "exact"),
        ("It paid ₹2,200-crore fees.", "₹2,200-crore", "22000000000", "INR", None, "exact"),
        ("No fewer than 12 ships left.", "No fewer than 12 ships", "12", "ship", None, "at_least"),
        ("Up to 28bn litres flow.", "Up to 28bn litres", "28000000000", "litre", None, "at_most"),
        ("Nearly a third of voters stayed.", "Nearly a third", "1/3", "fraction", None, "approx"),
        ("Fewer than one case in 20 fails.", "Fewer than one case in 20", "0.05", "fraction", None, "at_most"),
        ("Nine out of ten agree.", "Nine out of ten", "0.9", "fraction", None, "exact"),
        ("It took half an hour.", "half an hour", "0.5", "hour", None, "exact"),
        ("He got four years and three months.", "four years and three months", "4.25", "year", None, "exact"),
        ("It stands 6ft 3in tall.", "6ft 3in", "6.25", "foot", None, "exact"),
        ("The price more than doubled.", "more than doubled", "2", "times", None, "at_least"),
        ("He was asked three times.", "three times", "3", "occasion", None, "exact"),
        ("It is three times the size.", "three times", "3", "times", None, "exact"),
        ("The 14-person office closed.", "14-person", "14", "person", None, "exact"),
        ("Infections hit 12.5 per 100,000 people.", "12.5 per 100,000 people", "12.5", None, "100,000 people", "exact"),
        ("It was -0.3 per cent.", "-0.3 per cent", "-0.3", "percent", None, "exact"),
        ("They lost negative $71.5 million.", "negative $71.5 million", "-71500000", "USD", None, "exact"),
        ("Some 20-odd countries came.", "Some 20-odd countries", "20", "country", None, "approx"),
        ("It cost US66.4¢.", "US66.4¢", "0.664", "USD", None, "exact"),
        ("The well gives 95m litres of water a day.", "95m litres of water a day", "95000000", "litre", "day", "exact"),
        ("It waited for more than a decade.", "more than a decade", "10", "year", None, "at_least"),
        ("It sold for $US5,200,000.", "$US5,200,000", "5200000", "USD", None, "exact"),
        ("The balance fell to $-50.8bn.", "$-50.8bn", "-50800000000", "USD", None, "exact"),
        ("The team gained minus-5 yards.", "minus-5 yards", "-5", "yard", None, "exact"),
        ("The engine gives 450 Nm of torque.", "450 Nm", "450", "newton-metre", None, "exact"),
        ("The film is 450 nm thick.", "450 nm", "450", "nanometre", None, "exact"),
        ("It has 275 pound-feet of torque.", "275 pound-feet", "275", "pound-foot", None, "exact"),
        ("It needs 5 W at most.", "5 W at most", "5", "watt", None, "at_most"),
        ("It does 31 mpg in town.", "31 mpg", "31", "mile", "gallon", "exact"),
        ("He ran a 4.3 second dash.", "4.3 second", "4.3", "second", None, "exact"),
        ("The neck is 25.5″ long.", "25.5″", "25.5", "inch", None, "exact"),
        ("One share holds 1⁄32 of it.", "1⁄32", "0.03125", "fraction", None, "exact"),
        ("He averaged 7.3 points and hit 48% of his shots.", "7.3 points", "7.3", "point", None, "exact"),
        ("It paid US $5 million for it.", "US $5 million", "5000000", "USD", None, "exact"),
        ("The fare is MXN$15 now.", "MXN$15", "15", "MXN", None, "exact"),
        ("A seat is ₡4,500 there.", "₡4,500", "4500", "CRC", None, "exact"),
        ("It cost 100 Chinese yuan.", "100 Chinese yuan", "100", "CNY", None, "exact"),
        ("They took 10 € from him.", "10 €", "10", "EUR", None, "exact"),
        ("Sales were 120 MEUR.", "120 MEUR", "120000000", "EUR", None, "exact"),
        ("It is a 1/4 mile walk.", "1/4 mile", "0.25", "mile", None, "exact"),
        ("He is 5 ft 2 in tall.", "5 ft 2 in", "31/6", "foot", None, "exact"),
        ("She is 6ft 2 and fast.", "6ft 2", "37/6", "foot", None, "exact"),
        ("The wall is 12 m high.", "12 m", "12", "metre", None, "exact"),
        ("He took 120 μg of it.", "120 μg", "120", "microgram", None, "exact"),
        ("Add two teaspoons of salt.", "two teaspoons", "2", "teaspoon", None, "exact"),
        ("It gave 5 m people a vote.", "5 m people", "5", "person", None, "exact"),
        ("The wage of N70,000 ($43.40) a month fell.", "N70,000", "70000", "NGN", "month", "exact"),
        ("The wage of N70,000 ($43.40) a month fell.", "$43.40", "43.4", "USD", "month", "exact"),
        ("The naira fell to N1,612 to the dollar.", "N1,612 to the dollar", "1612", "NGN", "dollar", "exact"),
        ("Net debt was 3.4 times core profit.", "3.4 times", "3.4", "times", None, "exact"),
        ("It took an hour and a half to get there.", "an hour and a half", "1.5", "hour", None, "exact"),
        ("The city of 2.1 million has no metro.", "2.1 million", "2100000", "person", None, "exact"),
        ("It has a waiting list of 6,000.", "6,000", "6000", "person", None, "exact"),
        ("Tickets start at $25.", "start at $25", "25", "USD", None, "at_least"),
        ("About 500 or more came.", "About 500 or more", "500", None, None, "at_least"),
        ("He drives an hour and a half each way.", "an hour and a half", "1.5", "hour", None, "exact"),
        ("They sat for 13 and a half hours.", "13 and a half hours", "13.5", "hour", None, "exact"),
        ("It takes an hour and 30 minutes.", "an hour and 30 minutes", "1.5", "hour", None, "exact"),
        ("It was barely a page and a half long.", "barely a page and a half", "1.5", "page", None, "approx"),
        ("A quarter-point cut is likely.", "A quarter-point", "0.25", "percentage_point", None, "exact"),
        ("The council halved the fee.", "halved", "0.5", "fraction", None, "exact"),
        ("It harmed one patient in 14.", "one patient in 14", "1/14", "fraction", None, "exact"),
        ("Around one draft refusal in three is reversed.", "Around one draft refusal in three", "1/3", "fraction", None, "approx"),
        ("It was upheld by four votes to one.", "one", "1", "vote", None, "exact"),
        ("The judges confirmed Ada Roe 52-47 on Monday.", "52", "52", "vote", None, "exact"),
        ("It passed by a majority of 62.", "62", "62", "vote", None, "exact"),
        ("The fine was DKr1.4bn.", "DKr1.4bn", "1400000000", "DKK", None, "exact"),
        ("Fuel costs N945 a litre now.", "N945 a litre", "945", "NGN", "litre", "exact"),
        ("It was -41 C on Tuesday.", "-41 C", "-41", "degree Celsius", None, "exact"),
        ("It has a 2,700-strong audience.", "2,700", "2700", "person", None, "exact"),
        ("It has a 40-strong fleet.", "40", "40", None, None, "exact"),
        ("It got half a million.", "half a million", "500000", None, None, "exact"),
        ("It will pump 154m naira into farms.", "154m naira", "154000000", "NGN", None, "exact"),
        ("It is a 30m wall.", "30m", "30", "metre", None, "exact"),
        ("Half of it stayed.", "Half", "0.5", "fraction", None, "exact"),
        ("It doubles the fee.", "doubles", "2", "times", None, "exact"),
        ("It got 12 million e-mails.", "12 million e-mails", "12000000", "e-mail", None, "exact"),
        ("It sold 3,000 T-shirts.", "3,000 T-shirts", "3000", "T-shirt", None, "exact"),
        ("It runs at 512kbps.", "512kbps", "512", "kilobit", "second", "exact"),
        ("It runs at 24Mbps now.", "24Mbps", "24", "megabit", "second", "exact"),
        ("It holds 60g of fat.", "60g", "60", "gram", None, "exact"),
        ("It rose 4x in May.", "4x", "4", "times", None, "exact"),
        ("It won 200m votes.", "200m votes", "200000000", "vote", None, "exact"),
        ("It swam at least one World Series race.", "at least one World Series race", "1", "race", None, "at_least"),
        ("It would cost 640 hourly and 85 salaried workers their jobs.", "640", "640", "worker", None, "exact"),
        ("The limit fell to 30km/h from 50.", "50", "50", "kilometre", "hour", "exact"),
        ("It wants the retirement age to go from 60 to 62.", "60", "60", "year", None, "exact"),
        ("It rose 4 per cent, while new listings climbed to 6,374.", "6,374", "6374", "listing", None, "exact"),
        ("The death toll rose to 37.", "37", "37", "person", None, "exact"),
        ("He was jailed for seven years instead of two.", "two", "2", "year", None, "exact"),
        ("It will grow 1 per cent a year, not 1.3.", "1.3", "1.3", "percent", "year", "exact"),
        ("The percentage of adults who smoke fell to 11.5.", "11.5", "11.5", "percent", None, "exact"),
        ("It spends one pound in every six on buses.", "one pound in every six", "1/6", "fraction", None, "exact"),
        ("Second homes pay double council tax.", "double", "2", "times", None, "exact"),
        ("In Cork a call costs 15 cent now.", "15 cent", "0.15", "EUR", None, "exact"),
        ("In Ohio a call costs 15 cents now.", "15 cents", "0.15", "USD", None, "exact"),
        ("He won with bets adding up to £7,150.", "£7,150", "7150", "GBP", None, "exact"),
        ("Fares rise by 15 cents to $2.15.", "15 cents", "0.15", "USD", None, "exact"),
        ("They shot down 84 drones over four regions.", "four regions", "4", "region", None, "exact"),
        ("It stands no closer than 12 metres.", "no closer than 12 metres", "12", "metre", None, "at_least"),
        ("Cases have passed 2,200 there.", "passed 2,200", "2200", None, None, "at_least"),
        ("The House passed 3 bills.", "3 bills", "3", "bill", None, "exact"),
        ("It never produced fewer than 900 tonnes.", "fewer than 900 tonnes", "900", "tonne", None, "at_least"),
        ("The naira closed at 1,612 to the dollar.", "1,612 to the dollar", "1612", "NGN", "dollar", "exact"),
        ("It hired 12 top officials.", "12 top officials", "12", "official", None, "exact"),
        ("It costs 50 TRY now.", "50 TRY", "50", "TRY", None, "exact"),
        ("The spill killed 1,100 trout in the river.", "1,100 trout", "1100", "trout", None, "exact"),
        ("In Durban petrol will cost 62c less.", "62c", "0.62", "ZAR", None, "exact"),
        ("They picked 13 bales a hectare this year.", "13 bales a hectare", "13", "bale", "hectare", "exact"),
        ("Power cost $15,100 a megawatt hour then.", "$15,100 a megawatt hour", "15100", "USD", "megawatt-hour", "exact"),
        ("It bid 3.18 rupees a kilowatt-hour, 11 paise under the next.", "11 paise", "0.11", "INR", "kilowatt-hour", "exact"),
        ("Fewer than one in 12 agree.", "Fewer than one in 12", "1/12", "fraction", None, "at_most"),
        ("Labor holds 78 of the 150 seats, the Coalition 55.", "55", "55", "seat", None, "exact"),
        ("It charges 144.9 HK cents a unit.", "144.9 HK cents a unit", "1.449", "HKD", "unit", "exact"),
        ("It killed three guards and wounded two.", "two", "2", "guard", None, "exact"),
        ("Over ten years, the gap grew.", "ten years", "10", "year", None, "exact"),
        ("The rate edged up to 4.2 per cent.", "4.2 per cent", "4.2", "percent", None, "exact"),
        ("It will not go above 43 decibels.", "above 43 decibels", "43", "decibel", None, "at_most"),
        ("It can't possibly be below 20 litres.", "below 20 litres", "20", "litre", None, "at_least"),
        ("It would not exceed 18 months.", "not exceed 18 months", "18", "month", None, "at_most"),
        ("It was 52 minutes before they came.", "52 minutes", "52", "minute", None, "exact"),
        ("It is paid at time and a half on Sundays.", "time and a half", "1.5", "times", None, "exact"),
        ("They lasted an hour and ten minutes.", "an hour and ten minutes", "70", "minute", None, "exact"),
        ("It was sold inside five years.", "inside five years", "5", "year", None, "at_most"),
        ("It grows by £11,000 every single day.", "£11,000 every single day", "11000", "GBP", "day", "exact"),
        ("Drivers slept about 50 minutes less a night.", "about 50 minutes less a night", "50", "minute", "night", "approx"),
        ("Ships brought 411,000 day visitors.", "411,000 day visitors", "411000", "visitor", None, "exact"),
        ("It uses 2.3 cubic hectometres a year.", "2.3 cubic hectometres a year", "2.3", "cubic hectometre", "year", "exact"),
        ("It stores 4.2 million acre feet.", "4.2 million acre feet", "4200000", "acre-foot", None, "exact"),
        ("It is what a town of 30,000 people needs.", "30,000 people", "30000", "person", None, "exact"),
        ("It is so in seven cases of ten.", "seven cases of ten", "0.7", "fraction", None, "exact"),
        ("It cuts the rest from 12 hours to 10.", "10", "10", "hour", None, "exact"),
        ("Four of the region’s nine libraries shut.", "Four", "4", "library", None, "exact"),
        ("It lowers the rate by the full quarter point.", "quarter point", "0.25", "percentage_point", None, "exact"),
        ("The clock runs two hours later than hers.", "two hours", "2", "hour", None, "exact"),
        ("It rose in the first two weeks of May but he said that a year is long.", "two weeks", "2", "week", None, "exact"),
        ("In the six cities that tried it, rents rose.", "six cities", "6", "city", None, "exact"),
        ("Trains run on the five busiest routes.", "five busiest routes", "5", "route", None, "exact"),
        ("It must be less than or equal to 40 litres.", "less than or equal to 40 litres", "40", "litre", None, "at_most"),
        ("The deficit was Rs3.57tr in May.", "Rs3.57tr", "3570000000000", "INR", None, "exact"),
        ("It stayed shut for two quarters.", "two quarters", "2", "quarter", None, "exact"),
        ("Two quarters of the pie were left.", "Two quarters", "0.5", "fraction", None, "exact"),
        ("The loonie fell to 71.3 U.S. cents.", "71.3 U.S. cents", "0.713", "USD", None, "exact"),
        ("She expects two quarter-point rises.", "quarter-point", "0.25", "percentage_point", None, "exact"),
        ("It is a town of 900 an hour and 20 minutes away.", "900", "900", "person", None, "exact"),
        ("It fills 900 an hour and 20 boats left.", "900 an hour", "900", None, "hour", "exact"),
        ("Fewer than three in every hundred of the hens lay.", "Fewer than three in every hundred", "0.03", "fraction", None, "at_most"),
        ("It owes Sh900 a month to 400 men.", "Sh900 a month", "900", "KES", "month", "exact"),
        ("The debate ran past five hours.", "past five hours", "5", "hour", None, "at_least"),
        ("She walked past five shops.", "five shops", "5", "shop", None, "exact"),
        ("The sum is spread over 10 towns.", "10 towns", "10", "town", None, "exact"),
        ("He won over 10 towns.", "over 10 towns", "10", "town", None, "at_least"),
        ("It had 40 hours of debate over seven sittings.", "seven sittings", "7", "sitting", None, "exact"),
        ("They played over 200 matches.", "over 200 matches", "200", "match", None, "at_least"),
        ("The levy starts at 5% and climbs to 9%.", "5%", "5", "percent", None, "exact"),
        ("It has a line around a third of the fire.", "a third", "1/3", "fraction", None, "exact"),
        ("It burnt around a third of the hill.", "around a third", "1/3", "fraction", None, "approx"),
        ("The odds are no better than one in three.", "no better than one in three", "1/3", "fraction", None, "at_most"),
        ("Not even half of it works.", "Not even half", "0.5", "fraction", None, "at_most"),
        ("It happened in a dozen years.", "a dozen years", "12", "year", None, "approx"),
        ("At least a dozen men came.", "At least a dozen men", "12", "man", None, "at_least"),
        ("It is ready for a magnitude 6.9 quake.", "magnitude 6.9", "6.9", "magnitude", None, "exact"),
        ("They saw magnitude 14 stars.", "14 stars", "14", "star", None, "exact"),
        ("It has $88 million in May, down from 141 in March.", "141", "141000000", "USD", None, "exact"),
        ("It has $88 million for its 40 schools, down from 141.", "141", "141", "school", None, "exact"),
        ("It lifted its bid to €11.40 a share, from 10.75 three weeks ago.", "10.75", "10.75", "EUR", "share", "exact"),
        ("It built 15 two-bedroom homes.", "15 two-bedroom homes", "15", "home", None, "exact"),
        ("It cut its target from 40¢ to 15.", "15", "0.15", "USD", None, "exact"),
        ("It fell from $5 million to 900,000.", "900,000", "900000", "USD", None, "exact"),
        ("Profit fell to 2.3 billion crowns ($239 million) from 2.7 billion.", "2.7 billion", "2700000000", "CZK", None, "exact"),
        ("It has $4 billion (€3 billion) from 5 million men.", "5 million men", "5000000", "man", None, "exact"),
        ("It paid 9 rand. It books a charge of 3 million in May.", "3 million", "3000000", "ZAR", None, "exact"),
        ("It paid 9 rand. It has a population of 3 million.", "3 million", "3000000", "person", None, "exact"),
        ("It earned €4 billion. Analysts had expected 5 billion.", "5 billion", "5000000000", "EUR", None, "exact"),
        ("It pays €4. It has 5 million cars. Analysts had expected 6 million.", "6 million", "6000000", "car", None, "exact"),
        ("It cost Sh480. Perch goes for 550 a kilo.", "550 a kilo", "550", "KES", "kilo", "exact"),
        ("It cost Sh480. It prints 550 a day.", "550 a day", "550", None, "day", "exact"),
        ("A car pays P1,450. In the Philippines the toll is P350.", "P350", "350", "PHP", None, "exact"),
        ("Half of the mills ran for one quarter of the year.", "one quarter", "0.25", "fraction", None, "exact"),
        ("It costs three dollars and 45 cents.", "three dollars and 45 cents", "3.45", "USD", None, "exact"),
        ("It costs 3 euros 50 cents.", "3 euros 50 cents", "3.5", "EUR", None, "exact"),
        ("They want a 32-hour week.", "32-hour week", "32", "hour", "week", "exact"),
        ("They want a three-day working week.", "three-day working week", "3", "day", "week", "exact"),
        ("They want a three-day week-long fair.", "three-day", "3", "day", None, "exact"),
        ("They want a three-day weekend.", "three-day", "3", "day", None, "exact"),
        ("It takes up £2 in every £7 that it earns.", "£2 in every £7", "2/7", "fraction", None, "exact"),
        ("Some $1 in $7 is lost.", "Some $1 in $7", "1/7", "fraction", None, "approx"),
        ("It put £2 in £7 of cheese.", "£2", "2", "GBP", None, "exact"),
        ("It takes 40p in every £1.", "40p in every £1", "0.4", "GBP", "£1", "exact"),
        ("Rent takes 30 kobo of every naira.", "30 kobo of every naira", "0.3", "NGN", "naira", "exact"),
        ("It adds £2 of every kind.", "£2", "2", "GBP", None, "exact"),
        ("The boat never got closer than 40 metres.", "closer than 40 metres", "40", "metre", None, "at_least"),
        ("It came closer than 40 metres.", "closer than 40 metres", "40", "metre", None, "at_most"),
        ("The club will not permit more than 40 guests.", "more than 40 guests", "40", "guest", None, "at_most"),
        ("The club has not fed more than 40 guests.", "more than 40 guests", "40", "guest", None, "at_least"),
        ("It wins one in three, or better.", "one in three, or better", "1/3", "fraction", None, "at_least"),
        ("It lost 40 barns, or more.", "40 barns, or more", "40", "barn", None, "at_least"),
        ("It lost 40 barns, or more than half.", "40 barns", "40", "barn", None, "exact"),
        ("It would fetch £40 at the very best.", "£40 at the very best", "40", "GBP", None, "at_most"),
        ("It was £40 at best prices.", "£40", "40", "GBP", None, "exact"),
        ("He carried off the maximum of 40 eggs.", "40 eggs", "40", "egg", None, "exact"),
        ("He may carry off a maximum of 40 eggs.", "a maximum of 40 eggs", "40", "egg", None, "at_most"),
        ("Onions went back up to £4.", "£4", "4", "GBP", None, "exact"),
        ("The shop gives back up to £4.", "up to £4", "4", "GBP", None, "at_most"),
        ("They disagree about nine barns.", "nine barns", "9", "barn", None, "exact"),
        ("They argued about nine times.", "about nine times", "9", "occasion", None, "approx"),
    ],
)
def test_amounts(text: str, evidence: str, value: str, unit: str | None, per: str | None, bound: str) -> None:
    found = next(c for c in candidates(text) if text[c.start : c.end] == evidence)
    assert (found.value, found.unit, found.per, found.bound, found.hint) == (value, unit, per, bound, "figure")


@pytest.mark.parametrize(
    ("text", "evidence", "low", "high", "unit"),
    [
        ("It grew 12-14 per cent.", "12-14 per cent", "12", "14", "percent"),
        ("Between $700,000 and $900,000 a day went.", "Between $700,000 and $900,000 a day", "700000", "900000", "USD"),
        ("It costs 15-20 usd.", "15-20 usd", "15", "20", "USD"),
        ("Two to three million people came.", "Two to three million people", "2000000", "3000000", "person"),
        ("He waits two or three days.", "two or three days", "2", "3", "day"),
        ("It costs £5m-£6m.", "£5m-£6m", "5000000", "6000000", "GBP"),
        ("The grade falls by one notch or two.", "one notch or two", "1", "2", "notch"),
        ("She leads by anywhere from two points to 12.", "two points to 12", "2", "12", "point"),
        ('The failure rate is "30%, maybe 35%".', "30%, maybe 35%", "30", "35", "percent"),
        ("It will last two, perhaps three weeks.", "two, perhaps three weeks", "2", "3", "week"),
        ("They queued for five hours, maybe six, in the rain.", "five hours, maybe six", "5", "6", "hour"),
        ("The storm hit 6,000 homes, possibly 7,000.", "6,000 homes, possibly 7,000", "6000", "7000", "home"),
        ("A third, maybe half, of the crop is lost.", "A third, maybe half", "1/3", "0.5", "fraction"),
        ("It lasts for anything from half a second to nine seconds.", "half a second to nine seconds", "0.5", "9", "second"),
        ("It cost between DKr300m and DKr400m.", "between DKr300m and DKr400m", "300000000", "400000000", "DKK"),
    ],
)
def test_ranges(text: str, evidence: str, low: str, high: str, unit: str) -> None:
    (found,) = candidates(text)
    assert (text[found.start : found.end], found.low, found.high, found.unit) == (evidence, low, high, unit)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Output rose from 4 per cent to 6 per cent.", ["4 per cent", "6 per cent"], id="change"),
        pytest.param("The toll goes up from £1 to £2, the pass from £4 to £6.", ["£1", "£2", "£4", "£6"], id="change-in-a-gap"),
        pytest.param("The toll goes up from £1 to £2, and maps sell from £4 to £6.", ["£1", "£2", "£4 to £6"], id="range-beside-a-change"),
        pytest.param("The price was cut by £2 to £5.", ["£2", "£5"], id="cut-by-and-to"),
        pytest.param("The rent slipped $85 to $2,915.", ["$85", "$2,915"], id="slipped-to"),
        pytest.param("The estimate rose by 80 barrels a day to 900 barrels a day.", ["80 barrels a day", "900 barrels a day"], id="by-to"),
        pytest.param("The shares gained $2 to $44.", ["$2", "$44"], id="gained-to-a-level"),
        pytest.param("The shares gained $2 to $3.", ["$2 to $3"], id="gained-a-range"),
        pytest.param("It cut 70 jobs, perhaps 75 more.", ["70 jobs", "perhaps 75"], id="no-second-guess"),
        pytest.param("It was cut from two points to 12.", ["two points", "12"], id="no-range-of-points"),
        pytest.param("She gave two talks or 12 talks.", ["two talks", "12 talks"], id="no-range-with-or"),
        pytest.param("A fifth - a million homes - lost power.", ["A fifth", "a million homes"], id="dashes-with-blanks"),
        pytest.param("Nearly 3.0 million people fled.", ["Nearly 3.0 million people"], id="no-version"),
        pytest.param("The firm cut its costs in half.", ["half"], id="cut-in-half"),
        pytest.param("It fell from £5m to 3 in 10 homes.", ["£5m", "3 in 10"], id="no-end-of-a-change"),
        pytest.param("The rate rose by 5 per cent to 15 per cent.", ["5 per cent to 15 per cent"], id="by-a-range"),
        pytest.param("Homes cost 1.1 per cent less than a year before.", ["1.1 per cent"], id="less-than-a-year-before"),
        pytest.param("The board voted 6-3 for it.", ["6", "3"], id="tally"),
        pytest.param("They voted by nine to six.", ["nine", "six"], id="tally-in-words"),
        pytest.param("Nine of its 12 lawmakers left.", ["Nine", "12 lawmakers"], id="part-of-a-number"),
        pytest.param("It paid A$1.1 million (US$740,000).", ["A$1.1 million", "US$740,000"], id="conversion"),
        pytest.param("Officials blamed 70 per cent of the $9 million.", ["70 per cent", "$9 million"], id="share-of-a-sum"),
    ],
)
def test_each_number_is_its_own(text: str, expected: list[str]) -> None:
    assert figures(text) == expected


def test_part_of_a_number_counts_the_same() -> None:
    assert [c.unit for c in candidates("Nine of its 12 lawmakers left.")] == ["lawmaker", "lawmaker"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "It sells four-, five- and six-cylinder cars.", [("4", "cylinder"), ("5", "cylinder"), ("6", "cylinder")], id="hyphens"
        ),
        pytest.param("It will slow from 4.8 to 4.7 percent.", [("4.8", "percent"), ("4.7", "percent")], id="from-to"),
        pytest.param(
            "It will go up from 24 to 33-35 billion euros.", [("24000000000", "EUR"), ("33000000000", "EUR")], id="from-to-a-range"
        ),
        pytest.param("The share rose 8.15% to 3.65.", [("8.15", "percent"), ("3.65", None)], id="level-is-no-percentage"),
        pytest.param("It closed 2% higher at 41.", [("2", "percent"), ("41", None)], id="level-behind-higher"),
        pytest.param("Turnout rose from 40% to 45.", [("40", "percent"), ("45", "percent")], id="from-per-cent"),
        pytest.param("It cut the rate by half a point to 4.5.", [("0.5", "percentage_point"), ("4.5", "percent")], id="points-to-per-cent"),
        pytest.param("It ruled for 12 of the last 16 years.", [("12", "year"), ("16", "year")], id="of-the-last-years"),
        pytest.param("It lost money in three of four quarters.", [("3", "quarter"), ("4", "quarter")], id="of-quarters"),
        pytest.param("It lost 12 of the last day's sales.", [("12", None)], id="of-one-day"),
        pytest.param("The rebels number 400.", [("400", "rebel")], id="number-as-a-verb"),
        pytest.param("Its members now number some 12,000.", [("12000", "member")], id="now-number"),
        pytest.param("The patient number 12 left.", [("12", None)], id="number-as-a-noun"),
        pytest.param("It takes a mile or two.", [("1", "mile"), ("2", "mile")], id="measure-or-two"),
        pytest.param("Two men died and seven others fled.", [("2", "man"), ("7", "man")], id="others-of-those"),
        pytest.param("He keeps 180 cows and came with 60 others.", [("180", "cow"), ("60", "person")], id="companions"),
        pytest.param("Ten mills and three others shut.", [("10", "mill"), ("3", "mill")], id="others-are-things"),
        pytest.param("The shop opens for 6 days, from 10 to five.", [("6", "day"), ("10", None), ("5", None)], id="days-and-hours"),
        pytest.param("Leeds won 3-1 before 41,207.", [("3", None), ("1", None), ("41207", "person")], id="before-a-crowd"),
        pytest.param("They left before 1,200 had signed.", [("1200", None)], id="before-something"),
        pytest.param("A lamp earns 9.4 cents and costs 9.9.", [("0.094", "USD"), ("0.099", "USD")], id="cents-again"),
        pytest.param("A lamp earns $9.40 and costs 9.9.", [("9.4", "USD"), ("9.9", "USD")], id="dollars-again"),
        pytest.param("It fell to $88 million from 141.", [("88000000", "USD"), ("141000000", "USD")], id="fell-from-as-many-millions"),
        pytest.param("It fell to $88 million from 141 shops.", [("88000000", "USD"), ("141", "shop")], id="came-from-shops"),
        pytest.param("A 42-seater bus fell.", [("42", "seat")], id="seats"),
        pytest.param("It measured 7.2 on the Richter scale.", [("7.2", "magnitude")], id="richter"),
        pytest.param("It weighed 7.2 on the kitchen scale.", [("7.2", None)], id="another-scale"),
        pytest.param("A grandfather of 12 spoke.", [("12", "grandchild")], id="grandchildren"),
        pytest.param("It won 49 out of the 54 seats.", [("49", "seat"), ("54", "seat")], id="out-of-the-whole"),
        pytest.param("Only 19 support Sanders.", [("19", None)], id="verb-before-a-name"),
        pytest.param("They outnumber them 3-1.", [("3", "times")], id="ratio"),
        pytest.param("He won by nearly 3-to-1.", [("3", "times")], id="ratio-with-hyphens"),
        pytest.param("They won by 3-1.", [("3", None), ("1", None)], id="score-of-a-match"),
        pytest.param("It will be another four, or another eight years.", [("4", "year"), ("8", "year")], id="or-another"),
        pytest.param("It is worth PS2.7m and Y=28,030.", [("2700000", "GBP"), ("28030", "JPY")], id="signs-in-ascii"),
        pytest.param("The PS5 sold 3 million units.", [("5", None), ("3000000", "unit")], id="no-sign"),
        pytest.param("It rose 18 sen, and fell 68 p at 1112 p.", [("0.18", "MYR"), ("0.68", "GBP"), ("11.12", "GBP")], id="cents"),
        pytest.param("It opens at 5 p. m. today.", [("5", None)], id="no-pence"),
        pytest.param("It is 2 to 3 Fahrenheit.", [("2", "degree Fahrenheit")], id="scale-alone"),
        pytest.param("He trails her 41 percent to 49 percent.", [("41", "percent"), ("49", "percent")], id="shares-of-rivals"),
        pytest.param("It rose 41 percent to 49 percent.", [("41", "percent")], id="range-of-shares"),
        pytest.param("Only 19 support staff came.", [("19", "staff")], id="noun-that-may-be-a-verb"),
        pytest.param("A 13-straight-day absence ended.", [("13", "day")], id="straight-days"),
        pytest.param("Polls give him a 10-point lead.", [("10", "percentage_point")], id="points-of-a-lead"),
        pytest.param("It fell from 600 dollars in May to just 75 pledged.", [("600", "USD"), ("75", "USD")], id="end-of-a-change"),
        pytest.param("It fell from 600 dollars in May to 75 homes.", [("600", "USD"), ("75", "home")], id="end-of-a-change-with-a-noun"),
        pytest.param("It has 224 kW / 300 hp.", [("224", "kilowatt"), ("300", "horsepower")], id="slash-is-no-denominator"),
    ],
)
def test_units_of_numbers_that_belong_together(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert [(c.value or c.low, c.unit) for c in candidates(text)] == expected
    assert all(c.per is None for c in candidates(text))


def test_a_bare_number_counts_what_the_last_one_did() -> None:
    assert [c.unit for c in candidates("It won 101 seats, then was cut to 47. It kept 30.")] == ["seat", "seat", "seat"]


@pytest.mark.parametrize(
    ("text", "per"),
    [
        pytest.param("The charge falls from £38 to £29 a year.", ["year", "year"], id="change"),
        pytest.param("It pays $1.35 million a year, up from $900,000.", ["year", "year"], id="up-from"),
        pytest.param("Shares of Larkin rose 18 percent to $41.30.", [None, "share"], id="price-of-a-share"),
        pytest.param("It costs £1,380 and then £9 a year.", [None, "year"], id="two-sums"),
        pytest.param("It rose to 2.9 per cent a year earlier.", [None], id="offset-is-no-rate"),
        pytest.param("The depot set a ceiling of £40 a skip last month.", ["skip"], id="price-of-any-noun"),
        pytest.param("The firm paid £40 a spokesman said.", [None], id="who-says-so-is-no-rate"),
        pytest.param("A porter earns £90 on a busy day.", ["day"], id="on-a-busy-day"),
        pytest.param("The union raised £90 on a bus.", [None], id="on-a-bus"),
        pytest.param("Pupils ask 12 times in a school day.", ["school day"], id="times-in-a-school-day"),
        pytest.param("The storm killed 70 people in a day.", [None], id="a-total-of-a-day"),
        pytest.param("They found 70 boats in a harbour.", [None], id="things-in-a-place"),
        pytest.param("Fuel comes to £310 for a journey.", ["journey"], id="for-a-journey"),
        pytest.param("The council paid £310 for a bench.", [None], id="for-a-thing"),
        pytest.param("It taxes homes at 43 cents per $100 of rated worth.", ["$100 of rated worth", None], id="per-a-sum"),
        pytest.param("She pays 7 zlotys on every 100.", ["100", None], id="on-every-so-many"),
        pytest.param("The rate was 3 deaths per 100 patient-years.", ["100 patient-years", None], id="hyphen-as-printed"),
        pytest.param("Of every 100 calls, 14 go unanswered and nine are cut.", [None, "100 calls", "100 calls"], id="of-every-so-many"),
        pytest.param("Per 100,000 people, 12 fell ill in 2 days.", [None, "100,000 people", None], id="per-so-many-told-first"),
        pytest.param("For every two days of rain, 12 roads shut.", [None, None], id="for-every-so-many-days"),
        pytest.param("In each of 12 towns, four shops shut.", [None, None], id="in-each-of-them"),
        pytest.param("There are three aides to every 15 wards.", ["15 wards", None], id="to-every-so-many"),
        pytest.param("They want one teacher for every 18 pupils.", ["teacher", None], id="so-many-to-one"),
        pytest.param("They slept three to a bed.", ["bed"], id="to-a-bed"),
        pytest.param("Mix four cups to the bag.", ["bag"], id="to-the-bag"),
        pytest.param("They sent three to a school.", [None], id="to-a-place"),
        pytest.param("There are four men to a crew now.", ["crew"], id="to-a-crew"),
        pytest.param("They lost four men to a team in Spain.", [None], id="to-somebody-else"),
        pytest.param("It counts 900 lorries a day on the bridge.", ["day"], id="a-day-on-the-bridge"),
        pytest.param("It has 900 lorries a year on from the fire.", [None], id="a-year-on"),
        pytest.param("It fed 900 people a month before the pandemic.", ["month"], id="a-month-before-an-era"),
        pytest.param("It fed 900 people a month before the vote.", [None], id="a-month-before-a-day"),
        pytest.param("Onions sell at £3 a kilo.", ["kilo"], id="as-spelt"),
        pytest.param("Onions sell at £3 per kg.", ["kilogram"], id="short-form-in-full"),
        pytest.param("The felt cost 45 cents per square meter.", ["square meter"], id="american-spelling"),
        pytest.param("It pays 71 cents for each dollar of care.", ["dollar of care"], id="coin-and-what-it-buys"),
        pytest.param("It adds £3 to every litre of diesel.", ["litre"], id="measure-of-goods"),
        pytest.param("Lenders got 28 cents in the dollar.", ["dollar"], id="in-the-dollar"),
        pytest.param("They put £28 in the bank.", [None], id="in-a-place"),
        pytest.param("It is a town of 2,300 an hour and 40 minutes east of Leeds.", [None, None], id="way-of-an-hour"),
        pytest.param("The town sends 2,300 an hour to Leeds.", ["hour"], id="so-many-an-hour"),
        pytest.param("It cuts to six minutes a trip that took 40.", [None, None], id="object-with-a-clause"),
        pytest.param("It takes six minutes a trip.", ["trip"], id="time-of-a-trip"),
    ],
)
def test_denominators(text: str, per: list[str | None]) -> None:
    assert [candidate.per for candidate in candidates(text)] == per


@pytest.mark.parametrize(
    ("text", "per"),
    [
        pytest.param("A skip was £40 a load in March, £95 now.", ["load", "load"], id="then-and-now"),
        pytest.param("Leeds drew 5,100 a match last season and Hull fewer than 4,300.", ["match", "match"], id="ellipsis"),
        pytest.param("It was £40 a load in March and the firm lost £95.", ["load", None], id="another-verb"),
    ],
)
def test_compared_amounts_share_a_denominator(text: str, per: list[str | None]) -> None:
    assert [candidate.per for candidate in candidates(text)] == per


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        ("They hand over 1,200 pages.", "1,200 pages"),
        ("Output fell over three years.", "three years"),
        ("It ran for over three years.", "over three years"),
        ("Over three evenings they counted 9,000 ballots.", "three evenings"),
        ("Over three days the army freed 900 men.", "three days"),
        ("Over three years have gone by.", "Over three years"),
        ("Over 40 sessions were held.", "Over 40 sessions"),
        ("So far fewer than 3,000 came.", "fewer than 3,000"),
        ("It has far fewer than 3,000 seats.", "far fewer than 3,000 seats"),
        ("Homes plus 10 per cent and up to £5 go.", "10 per cent"),
    ],
)
def test_bound_words_bind_only_where_they_do(text: str, evidence: str) -> None:
    assert evidence in figures(text)


def test_pounds_weigh_where_the_story_has_no_sterling() -> None:
    assert [c.unit for c in candidates("He lost 40 pounds in Ohio.")] == ["pound"]
    assert [c.unit for c in candidates("He lost 40 pounds in London.")] == ["GBP"]


def test_conversion_in_brackets_shares_the_bound() -> None:
    assert [c.bound for c in candidates("It is at least 10 kilometers (6.2 miles) off.")] == ["at_least", "at_least"]


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("The war began in 2022.", "date"),
        ("Fees for 2012–13 rose.", "date"),
        ("It opened on March 14 again.", "date"),
        ("It closed three days later.", "date"),
        ("Songs of the 1990s sell.", "date"),
        ("Doors open at 6.30pm today.", "time"),
        ("The 57-year-old man left.", "age"),
        ("Dora Ellis, 81, objects.", "age"),
        ("A Boeing 737 landed.", "name"),
        ("The Gang of Eight bill failed.", "name"),
        ("They met in precinct 78.", "name"),
        ("The 90049 ZIP code is dear.", "name"),
        ("It sold COVID -19 tests.", "name"),
        ("He lives at 22 Ave Foch.", "name"),
        ("She leads among those 26 to 34, he says.", "age"),
        ("Voters 18-29 back him.", "age"),
        ("Sales will grow this half again.", "period"),
        ("It is under fiscal year 2014 levels.", "date"),
        ("I am 100 percent convinced.", "vague"),
        ("It has a ten-point plan.", "name"),
        ('See <img width="640"> there.', "name"),
        ("The mayor's 2012 donors left.", "date"),
        ("It fell in the 2008 and 2012 races.", "date"),
        ("He won the 100m and 200m titles.", "name"),
        ("They scored in the Italian half.", "period"),
        ("The fifth billion-dollar deal came.", "ordinal"),
        ("They spent time in our half.", "period"),
        ("He won the mixed doubles.", "vague"),
        ("A 4G network is built.", "name"),
        ("It bought 3D printers.", "name"),
        ("It sells 2.5G phones.", "name"),
        ("He drove a 4x4 car.", "name"),
        ("Harbour's Twelve took the lead.", "name"),
        ("The Hateful Eight opened.", "name"),
        ("A half-century ago they met.", "date"),
        ("He needs a stumble or two.", "vague"),
        ("It is a multi-million dollar estate.", "vague"),
        ("The G7 met.", "name"),
        ("They cited Article 5 again.", "name"),
        ("Yields on two-year bonds rose.", "name"),
        ("They fired 152-millimetre guns.", "name"),
        ("She came third overall.", "ordinal"),
        ("He is ranked 5 now.", "ordinal"),
        ("Leeds won 3-1 away.", "score"),
        ("He went 9-for-13 from the line.", "score"),
        ("They replied with 112 for two at stumps.", "score"),
        ("She took four for 39 in the innings.", "score"),
        ("They were all out for 188 in the first Test.", "score"),
        ("It opens from 10 to five.", "time"),
        ("It cut its open posts from 5 to 10.", "figure"),
        ("It paid 112 for two seats at the Test.", "figure"),
        ("Profit fell in the third quarter of it.", "ordinal"),
        ("The two countries agreed.", "reference"),
        ("Only one remains.", "vague"),
        ("Dozens fled.", "vague"),
        ("It is a 50-50 call.", "vague"),
        ("Ring 0800 123 4567 now.", "phone"),
        ("Reach them on 1-800-555-0199 now.", "phone"),
        ("Nobody under 18 was hurt.", "age"),
        ("It is at https://site.test/a?q=30%25%2020% now.", "name"),
        ("Call 101, quoting log 212 of 9 November.", "phone"),
        ("Drivers over 65 paid more.", "age"),
        ("The boy, two, was found.", "age"),
        ("The two-child cap stays.", "name"),
        ("A fourth man fled.", "ordinal"),
        ("He lives at 12 Park Road.", "name"),
        ("They cited sections 305 and 331(4).", "name"),
        ("The minister, 52, resigned.", "age"),
        ("Those aged four and seven left.", "age"),
        ("At 11.26 it closed.", "time"),
        ("The 17.05 from Heuston was late.", "time"),
        ("They rang 999 three times.", "phone"),
        ("It took 999 calls for an hour.", "phone"),
        ("The 8.03 to Winchester was late.", "time"),
        ("It will reopen on Friday at 10 with a talk.", "time"),
        ("They played from nine till noon.", "time"),
        ("It passed H.R. 4, a bill on spending.", "name"),
        ("Class 5B has a waiting list.", "name"),
        ("They met in Flat 12B on Monday.", "name"),
        ("The jet landed at 1600 local time.", "time"),
        ("She won the women's 1,500m in May.", "name"),
        ("The 400m hurdles final is on.", "name"),
        ("They were 88 all out before tea.", "score"),
        ("A boy, 9, was found.", "age"),
        ("Ada Roe, who was 90 in June, came.", "age"),
        ("He took bus 61 home.", "name"),
        ("The victims, 31 and 33, had slept there.", "age"),
        ("It has been shut since October '24, he says.", "date"),
        ("He was found in pod 31 on Monday.", "name"),
        ("It is untested beyond month 36.", "name"),
        ("It hid the form on page 9 of its terms.", "name"),
        ("Lot numbers 4417 through 4431 were recalled.", "name"),
        ("The start of phase two, they said, was near.", "name"),
        ("She left in '22, he says.", "date"),
        ("Most go blind before they are 40.", "age"),
        ("She retired at 38.", "age"),
        ("It guards a lad of 21 with a radio.", "age"),
        ("Most adults 65 and older had it.", "age"),
        ("He was 16 when he signed.", "age"),
        ("Her daughter is 17 and well.", "age"),
        ("Only 16- and 17-year-olds may vote.", "age"),
        ("The 95% confidence level holds.", "name"),
        ("MacAskill closes at six.", "time"),
        ("He would leave at five, she said.", "time"),
        ("The coaches had gone by six.", "time"),
        ("He had been on the phone since five.", "time"),
        ("It is 11 at night there.", "time"),
        ("It was ten past six.", "time"),
        ("Rovers would move next to junction nine of the M65.", "name"),
        ("Day four, the phone rang.", "name"),
        ("They are merged from year two.", "name"),
        ("My da drove the 46 for years.", "name"),
        ("He asks if the 220 is running.", "name"),
        ("The 36 bus to Ripon was late.", "name"),
        ("787 Dreamliners stayed on the ground.", "name"),
        ("It takes a 10-, 20- or 30-year loan.", "name"),
        ("By 2120 it is under water.", "date"),
        ("They slid into the bottom three.", "ordinal"),
        ("Its half-year profit fell.", "period"),
        ("It withdrew a forecast of a third-quarter profit.", "ordinal"),
        ("A road that is half built is washed away.", "vague"),
        ("A ceiling was held up with a two-by-four.", "vague"),
        ("They pay precisely as much as one with a potter.", "vague"),
        ("There was more than one account of it.", "vague"),
        ("It was eaten up one cent at a time.", "vague"),
        ("An 81-year-old retired school bus driver spoke.", "age"),
        ("They found an unidentified man of about 60.", "age"),
        ("Dora Ellis is 67 and still works.", "age"),
        ("My daughter, now nine, was there.", "age"),
        ("It had no one under 30.", "vague"),
        ("Ferries run from 12 to 4 by a rule that took effect at noon.", "time"),
        ("Who will coach at half five?", "time"),
        ("Between twenty past eight and nine she saw a bus.", "time"),
        ("The port hoisted signal no. 3 at once.", "name"),
        ("Reach her at 555-0142.", "phone"),
        ("It lost money in the three months that ended Aug. 3.", "period"),
        ("Eight months of the fiscal year have gone.", "figure"),
        ("In its first eight months of the fiscal year it lost money.", "ordinal"),
        ("She missed the Olympic marathon and 10,000m.", "name"),
        ("The studio was used by 50 Cent last year.", "name"),
        ("A film of 1947's best director closed.", "date"),
        ("The fly-half missed a kick.", "name"),
        ("Roe left school at 14 to work in a mine.", "age"),
        ("Sweden defeated South Korea 1 – 0 there.", "score"),
        ("Sweden defeated South Korea 1-0.", "score"),
        ("Roe struggled past Ott 2-6 6-2 7-6.", "score"),
        ("Roe has risen from 31 in the world to the top.", "ordinal"),
        ("Roe has died in Leeds at 50.", "age"),
        ("All of them are younger than 50.", "age"),
        ("The walls are older than 50.", "figure"),
        ("They sell USB 2.0 links.", "name"),
        ("That is the $64,000 question.", "vague"),
        ("It may split the firm in two.", "vague"),
        ("Roe doubled-down on it.", "vague"),
        ("Costs will rise over 2000 - 2050.", "date"),
        ("The vote is 16 weeks away.", "date"),
        ("The hospital is 40 minutes away.", "figure"),
        ("Rates of 1.25-3.5 were paid.", "figure"),
        ("Some 100m viewers watched the race.", "figure"),
        ("50 Cent sued the label.", "name"),
        ("Rates rose in 2005-1.5 points of them.", "date"),
        ("Fees over 2000 - 1.25 of them were paid.", "figure"),
        ("Early voting begins in nine days.", "date"),
        ("The course is taught in nine days.", "figure"),
        ("Sales fell in the 11 months to May.", "period"),
        ("It took the 11 months to recover.", "figure"),
        ("It is down on the same three months of 2023.", "period"),
        ("It fell by the same three points.", "figure"),
        ("Stocks are under their five-year seasonal average.", "name"),
        ("A three-day average delay is likely.", "figure"),
        ("It will make the June-half loss worse.", "period"),
        ("It was stopped at the 20-yard line.", "name"),
        ("A 20-yard line of cars formed.", "figure"),
        ("The 787s are late.", "name"),
        ("On a 787 to Lima it makes money.", "name"),
        ("It has a 787 vote lead.", "figure"),
        ("Wait until after flight three.", "name"),
        ("The victims were all younger than 21.", "age"),
        ("Most drivers were over 70.", "age"),
        ("Temperatures were over 70.", "figure"),
        ("Roe, who at 39 is the youngest, left.", "age"),
        ("The index, at 39, is low.", "figure"),
        ("She is a widow of 58.", "age"),
        ("It raised the alert level to 4.", "ordinal"),
        ("The water level rose to 4.", "figure"),
        ("The fleet of jets is on average 13.4 years old.", "figure"),
        ("The men are on average 13.4 years old.", "age"),
        ("It broke up 83 seconds after it left.", "figure"),
        ("It broke up three weeks after it left.", "date"),
        ("It was told 20 minutes before the market.", "date"),
        ("Two hours after the vote, he left.", "date"),
        ("You can be a hero for one quarter.", "period"),
        ("Of every 1,000 treated, 34 were well.", "reference"),
        ("It paid for each 40 days.", "figure"),
        ("The eleven-forty to Leeds was late.", "time"),
        ("An eleven-page report came.", "figure"),
        ("It could fly in as little as five months.", "figure"),
        ("Not even one of them came.", "vague"),
        ("K-12 schools lost most.", "name"),
        ("“I'm 71 and my knees are gone,” he said.", "age"),
        ("It rose to number 78 in Peru.", "ordinal"),
        ("By seven they were poor.", "time"),
        ("He joked until about five.", "time"),
        ("“My dad came back, he's 70,” she said.", "age"),
        ("The oldest was 94.", "age"),
        ("Net debt fell at the end of the half.", "period"),
        ("The half-year to June was poor.", "period"),
        ("On day 14 of the trial he fell ill.", "name"),
        ("It rates as number 78 in Peru.", "ordinal"),
        ("Half filled, it sank.", "vague"),
    ],
)
def test_what_is_no_figure_is_still_a_candidate(text: str, hint: str) -> None:
    found = candidates(text)
    assert found
    assert found[0].hint == hint
    assert found[0].rule


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("Two mills were shut. A third, in the north, goes on.", "ordinal"),
        ("Two mills were shut. A third was spared.", "ordinal"),
        ("Nine mills were shut. A third was spared.", "figure"),
        ("There is a third, in the north.", "ordinal"),
        ("They want a third, in cash.", "figure"),
        ("The plan is too clever by half.", "vague"),
        ("The plan is too cold, by half.", "figure"),
        ("They ride on two-wheelers.", "name"),
        ("They come in two-sailors crews.", "figure"),
        ("They were banned for 10-games.", "figure"),
        ("The north lives with stage 2 cuts.", "name"),
        ("At this stage 2 cuts help.", "figure"),
        ("It sold less last year than five years before.", "date"),
        ("It took longer than five years before it sold.", "figure"),
        ("It said two were shut and a third, in the north, goes on.", "ordinal"),
        ("Two voters spoke. A third, mostly women, agreed.", "figure"),
        ("Two voters spoke. It ran at a third, leaving queues.", "figure"),
        ("Five voters spoke. A third, in the north, agreed.", "figure"),
        ("It won 40% and warned against comparing the two.", "reference"),
        ("It won 40% and the two per cent was lost.", "figure"),
        ("He has governed for 12 of the last 16 years.", "figure"),
        ("He fell 12 times over the last 16 years.", "date"),
    ],
)
def test_what_was_named_before_tells_a_number_from_a_figure(text: str, hint: str) -> None:
    assert candidates(text)[-1].hint == hint


@pytest.mark.parametrize(
    ("text", "evidence"),
    [
        pytest.param("He lost a second-half chance and a first-half goal.", [], id="halves-of-a-match"),
        pytest.param("A retirement age of 67 applies.", ["67"], id="age-set-by-policy"),
        pytest.param("The church is 700 years old.", ["700 years"], id="age-of-a-thing"),
        pytest.param("The trial ran for five days.", ["five days"], id="duration"),
        pytest.param("Two countries agreed.", ["Two countries"], id="no-back-reference"),
        pytest.param("A four-year deal ended.", ["four-year"], id="no-bond"),
        pytest.param("It sent 2000 soldiers home.", ["2000 soldiers"], id="no-year"),
        pytest.param("It sent the town's 2000 soldiers home.", ["2000 soldiers"], id="round-number-of-an-owner"),
        pytest.param("It has a ten-point lead.", ["ten-point"], id="points-of-a-lead"),
        pytest.param("It lasted a year or two.", ["two"], id="how-long"),
        pytest.param("The Gang of eight men fled.", ["eight men"], id="counted-gang"),
        pytest.param("About 1 in 5 agree.", ["About 1 in 5"], id="no-score"),
        pytest.param("A fifth of it burned.", ["A fifth"], id="no-ordinal"),
        pytest.param("It must pay £500 plus £85 costs.", ["£500", "£85"], id="plus-is-no-bound-here"),
        pytest.param("About one in 22 people who wrote was wrong.", ["About one in 22"], id="one-in-so-many"),
        pytest.param("It rose to 9 from 4 in one night.", ["9", "4"], id="no-clock-time"),
        pytest.param(f"It rose to 9, said {'a clerk who asked ' * 20}at noon.", ["9"], id="clock-time-far-away"),
        pytest.param("Inflation is 67 and rising.", ["67"], id="no-person"),
        pytest.param("It sold 555-1200 tins.", ["555-1200 tins"], id="no-phone"),
        pytest.param("In eight months of the fiscal year it lost money.", ["eight months"], id="no-accounting-period"),
        pytest.param("The price rose from five to eight.", ["five", "eight"], id="change-and-no-clock-time"),
        pytest.param("They approved it by ten to seven.", ["ten", "seven"], id="tally-and-no-clock-time"),
        pytest.param("The court’s 5-to-4 decision was a shock.", ["5", "4"], id="tally-with-hyphens"),
        pytest.param("A five-to-seven-year plan came.", ["five-to-seven-year"], id="range-with-hyphens"),
        pytest.param("By seven votes it was lost.", ["seven votes"], id="margin-and-no-clock-time"),
        pytest.param("The shares closed at 4.05, up 9.8.", ["4.05", "9.8"], id="price-and-no-clock-time"),
        pytest.param("The peso firmed to 5.94 from 6.01 in Lima.", ["5.94", "6.01"], id="rate-and-no-clock-time"),
        pytest.param("The mill was hit by two blue balls after 4 a.m.", ["two blue balls"], id="counted-beside-a-clock-time"),
        pytest.param("The tax stays at eight, far below the rest.", ["eight"], id="level-and-no-clock-time"),
        pytest.param("It was 2.60 when I took over.", ["2.60"], id="decimal-and-no-age"),
        pytest.param("It was 0.9% and, in January, 1.8.", ["0.9%", "1.8"], id="decimal-between-marks-and-no-age"),
        pytest.param("The tram comes every quarter of an hour.", ["quarter of an hour"], id="part-of-an-hour-and-no-period"),
        pytest.param("They owned half of the land.", ["half"], id="half-and-no-period"),
        pytest.param("The hall is never more than half filled.", ["never more than half"], id="bounded-half"),
        pytest.param("In Weller they number 780, with 46 dogs.", ["780", "46 dogs"], id="number-as-a-verb"),
        pytest.param("On the day 14 of the trust's 19 vans were out.", ["14", "19 vans"], id="part-of-a-number-and-no-label"),
        pytest.param("It will shut 310 of Valdora's 890.", ["310", "890"], id="number-of-an-owner-and-no-label"),
        pytest.param("“At 15 I borrow,” he said.", ["15"], id="opening-word-and-no-name"),
        pytest.param("The shares fell 22½p to 102½p.", ["22½p", "102½p"], id="glued-half"),
        pytest.param("The tyres were at 7psi.", ["7psi"], id="glued-unit"),
        pytest.param("A van burns R90 000 of it a day, and 14 run.", ["R90 000", "14"], id="grouped-by-blanks"),
        pytest.param("It cost R4,900 then and R2,300 now. It wants R3 a day.", ["R4,900", "R2,300", "R3 a day"], id="small-sum"),
    ],
)
def test_near_misses_are_figures(text: str, evidence: list[str]) -> None:
    assert figures(text) == evidence


WORDS = st.sampled_from(
    ["more", "than", "about", "12", "1.5", "2024", "half", "a", "third", "two", "hundred", "million", "£", "$", "%", "per", "cent", "km",
     "between", "and", "to", "-", "in", "of", "one", "five", "dozen",
     "people", "years", "Mr", "Boeing", "March", "(", ")", ",", ".", "3-1", "¢", "½",
     "over", "year-old", "an", "each", "day", "No"]
)  # fmt: skip


@given(st.lists(WORDS, max_size=14).map(" ".join))
def test_any_words_give_exact_spans_inside_their_sentence(text: str) -> None:
    sentences = [Sentence(id=n, start=a, end=b, paragraph=1) for n, (a, b) in enumerate(split(text, 0, len(text)), 1)]
    for number, found in enumerate(candidates_of(text, sentences), 1):
        home = sentences[found.sentence - 1]
        assert found.id == number
        assert home.start <= found.start <= found.number_start < found.number_end <= found.end <= home.end


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("The club sold 350 season tickets.", "ticket"),
        ("The club played 4 seasons.", "season"),
        ("It lasted 3 nights there.", "night"),
        ("The yard built 63 coal and river barges.", "barge"),
        ("It ran for four Christmases.", "Christmas"),
        ("Ten means trouble.", None),
        ("The town closed two empty ones.", None),
    ],
)
def test_what_a_compound_counts(text: str, unit: str | None) -> None:
    assert candidates(text)[0].unit == unit


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("It is run by ten or 12 farmers.", "10", "12", "farmer"),
        ("It says eight or nine in ten will pass.", "0.8", "0.9", "fraction"),
        ("Six to seven in ten voted.", "0.6", "0.7", "fraction"),
    ],
)
def test_ranges_with_or(text: str, low: str, high: str, unit: str) -> None:
    (found,) = candidates(text)
    assert (found.low, found.high, found.unit) == (low, high, unit)


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("None has built more than a dozen ships.", "at_most"),
        ("No study found more than 40 cases.", "at_most"),
        ("He never sold more than 40 cars.", "at_most"),
        ("There was no power in more than 40 homes.", "at_least"),
        ("No bus came, and more than 40 men left.", "at_least"),
        ("Nobody ate for more than 40 hours.", "at_least"),
    ],
)
def test_a_bound_under_a_denied_subject_is_turned(text: str, bound: str) -> None:
    assert candidates(text)[-1].bound == bound


@pytest.mark.parametrize(
    ("text", "currency"),
    [
        ("The Rural Municipality of Ardle offered $90,000.", "CAD"),
        ("Labor says the cap would cost $1.3 billion, and the Nationals say more.", "AUD"),
        ("Papers released under the Official Information Act put it at $640m.", "NZD"),
        ("KARACHI: Mills owe growers Rs11.4bn.", "PKR"),
        ("A matatu in Kampala costs 60 shillings, and a matatu in the suburbs 80 shillings.", "KES"),
        ("CHARLOTTE, N.C. — The firm earned $41 million, but its Canadian stores and their Canadian staff did less well.", "USD"),
        ("Zambia and Zambian miners want $610 million, said an Australian in Lusaka.", "USD"),
        ("A $4.50 toll would pay for it.", "USD"),
        ("The mine in Ghana would pay GH¢410 million.", "GHS"),
        ("It pays 22 cents to Canada and Canadians. The bid was A$11.40 and A$12.", "AUD"),
        ("It pays $22, $23 and $24 to Canada and Canadians. The bid was A$11.40.", "CAD"),
    ],
)
def test_currency_of_the_country(text: str, currency: str) -> None:
    assert candidates(text)[0].unit == currency


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("The inquest is expected to last five weeks.", "figure"),
        ("It fell in the last three weeks.", "date"),
        ("Records more than eight months old were used.", "figure"),
        ("The dam is 90 years old.", "figure"),
        ("It covers buildings that are at least 15 years old.", "figure"),
        ("Children more than six years old came.", "age"),
        ("Lena Ott is 90 years old.", "age"),
        ("The mill in Leith, which is 38 years old, will close.", "figure"),
        ("The clerk in Leith, who is 38 years old, will go.", "age"),
        ("They renamed the 74-year-old Harbour Road Stadium.", "figure"),
        ("They drove the 74-year-old Hilda Jane Road Baker home.", "age"),
        ("Its ferries have an average age of 43 years.", "figure"),
        ("Its pilots have an average age of 43 years.", "age"),
    ],
)
def test_lengths_and_ages_of_things_are_figures(text: str, hint: str) -> None:
    assert candidates(text)[0].hint == hint


@pytest.mark.parametrize(("text", "per"), [("Each gets 90 litres per head a day.", "head per day"), ("It pays £9 a head.", "head")])
def test_per_head(text: str, per: str) -> None:
    assert candidates(text)[0].per == per


def test_short_groups_behind_commas_are_numbers_of_their_own() -> None:
    text = "It skips lines 22,24,26,31 of 9,40,000."
    assert [one.value for one in candidates(text)] == ["22", "24", "26", "31", "940000"]


@pytest.mark.parametrize(
    "text",
    [
        "She rang at ten to seven.",
        "By twenty to eleven they left.",
        "The count, done at ten to two, was close.",
        "It came at a quarter to four.",
    ],
)
def test_minutes_before_an_hour_are_no_figures(text: str) -> None:
    assert figures(text) == []
