import type { Words } from './en.ts'

export const words: Words = {
  with: (provider) => `Logi sisse kontoga ${provider}`,
  withOf: (provider, company) => `${provider}, ${company}`,
  or: 'või',
  find: 'Logi sisse ettevõtte kontoga',
  typeAddress: 'Kirjuta kõigepealt oma e-posti aadress: selle lõpp ütleb, millise kontoga sinu ettevõte sisse logib.',
  noneFound: 'Selliste aadresside jaoks ei ole ettevõtte kontot teada. Logi sisse parooliga.',
  endedTitle: 'Oled Tenderost välja logitud',
  endedLead: 'Selles seadmes võid siiski olla oma ettevõtte kontoga sisse logitud.',
  endThere: 'Logi ka sealt välja',
  againTitle: 'Tõenda uuesti, kes sa oled',
  againLead:
    'Enne selle muutmist peab ettevõtte konto veel kord ütlema, et see oled sina. Tuled siia tagasi ja teed seda uuesti.',
  again: 'Logi uuesti sisse',
  refusedTitle: 'Sisselogimine ei õnnestunud',
  refusals: {
    email_missing: 'Ettevõtte konto ei ütle sinu e-posti aadressi. Palu haldajal see edastada.',
    email_not_verified: 'Ettevõtte konto ei ütle, et sinu e-posti aadress on kinnitatud. Pöördu haldaja poole.',
    domain_not_allowed: 'Selle kontoga ei pääse sinu aadressi sarnaste aadressidega sisse. Pöördu haldaja poole.',
    not_a_member: 'Sind ei ole veel Tenderos. Palu haldajal end kutsuda.',
    not_active: 'Sinu ligipääs Tenderole on suletud. Kui see on viga, pöördu haldaja poole.',
    no_role: 'Keegi pole öelnud, milline roll sul on. Pöördu haldaja poole.',
    sign_in_expired: 'See võttis liiga kaua või algas teises aknas. Proovi uuesti.',
    sign_in_not_valid: 'Ettevõtte konto vastust ei saa usaldada. Proovi uuesti; kui see kordub, ütle haldajale.',
    provider_refused: 'Ettevõtte konto ei lasknud sind sisse või sa katkestasid.',
    provider_failed: 'Ettevõtte konto teatas veast. Haldaja saab ühendust seadetes proovida.',
    provider_unreachable: 'Ettevõtte kontoga ei saa praegu ühendust. Proovi hetke pärast uuesti.',
    not_found: 'Seda sisselogimise viisi enam ei ole.',
    other: 'Midagi läks valesti. Proovi uuesti; kui see kordub, ütle haldajale.',
  },
}
