/** Providers that give addresses under the domains of many countries. */
const everywhere =
  /^(gmail|googlemail|outlook|hotmail|live|msn|yahoo|ymail|rocketmail|aol|gmx|icloud|yandex|tutanota)\./

const domains = new Set(
  `me.com mac.com mail.com email.com usa.com proton.me protonmail.com protonmail.ch pm.me tuta.com tuta.io zoho.com
  zohomail.com fastmail.com fastmail.fm hey.com hushmail.com inbox.com inbox.lv mail.ru bk.ru list.ru internet.ru ya.ru
  rambler.ru ukr.net i.ua seznam.cz centrum.cz volny.cz azet.sk wp.pl o2.pl onet.pl onet.eu interia.pl interia.eu
  mail.ee hot.ee online.ee neti.ee suhtlus.ee apollo.lv inbox.lt one.lt kolumbus.fi luukku.com elisanet.fi telia.com
  web.de t-online.de freenet.de arcor.de posteo.de mailbox.org bluewin.ch hispeed.ch chello.at aon.at
  orange.fr wanadoo.fr laposte.net free.fr sfr.fr neuf.fr bbox.fr skynet.be telenet.be proximus.be ziggo.nl kpnmail.nl
  planet.nl hetnet.nl xs4all.nl libero.it virgilio.it tiscali.it alice.it tin.it fastwebnet.it email.it
  telefonica.net movistar.es terra.es terra.com ono.com jazztel.es euskaltel.net orange.es wanadoo.es ya.com correo.cat
  sapo.pt uol.com.br bol.com.br terra.com.br ig.com.br globo.com prodigy.net.mx arnet.com.ar fibertel.com.ar
  btinternet.com sky.com talktalk.net virginmedia.com ntlworld.com blueyonder.co.uk tiscali.co.uk eircom.net
  comcast.net verizon.net att.net sbcglobal.net bellsouth.net cox.net charter.net earthlink.net juno.com
  rogers.com shaw.ca sympatico.ca bigpond.com bigpond.net.au optusnet.com.au xtra.co.nz
  qq.com 163.com 126.com sina.com sohu.com foxmail.com naver.com hanmail.net daum.net rediffmail.com`.split(/\s+/),
)

/**
 * Does everybody get addresses under this domain, so that it says nothing about a company?
 * @example isPublicMailDomain('yahoo.co.uk') //=> true
 * @example isPublicMailDomain('acme.com') //=> false
 */
export function isPublicMailDomain(domain: string): boolean {
  const name = domain.toLowerCase()
  return everywhere.test(name) || domains.has(name)
}

/** The domain of an e-mail address when it is a company's own; null for public providers and for what is no address. */
export function companyDomain(email: unknown): string | null {
  if (typeof email !== 'string') return null
  const domain = email
    .slice(email.lastIndexOf('@') + 1)
    .trim()
    .toLowerCase()
  return domain.includes('.') && domain !== email && !isPublicMailDomain(domain) ? domain : null
}

/** The domain of a web address, without www. */
export function siteDomain(website: unknown): string | null {
  if (typeof website !== 'string' || !URL.canParse(website)) return null
  return new URL(website).hostname.replace(/^www\./, '')
}
