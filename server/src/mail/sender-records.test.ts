import type { SenderFinding, SenderRecord } from '@tendero/model'
import { beforeAll, describe, expect, test } from 'vitest'
import { type RunningDnsServer, startDnsServer, type Zone } from '../../test/dns-server.ts'
import { type Dns, openDns } from './dns.ts'
import { evaluateSpf } from './evaluate-spf.ts'
import { type CheckedSender, checkDkim, checkDmarc, checkSpf } from './sender-records.ts'

let server: RunningDnsServer
let dns: Dns
beforeAll(async () => {
  server = await startDnsServer()
  dns = openDns([server.address])
})

const sender: CheckedSender = {
  domain: 'example.com',
  address: 'crm@example.com',
  host: 'mail.example.com',
  dkim: { domain: 'example.com', selector: 'tendero', publicKey: 'QUJD'.repeat(90) },
}
const host: Zone = { 'A mail.example.com': ['198.51.100.7'], 'AAAA mail.example.com': ['2001:db8::7'] }

describe('SPF', () => {
  const spf = (...records: string[]): Zone => ({ ...host, 'TXT example.com': ['something else', ...records] })
  const includes = (count: number) =>
    Object.fromEntries(
      Array.from({ length: count }, (_, n) => [`TXT i${n}.example.com`, ['v=spf1 ip4:192.0.2.99 -all']]),
    )
  const naming = (count: number) => Array.from({ length: count }, (_, n) => `include:i${n}.example.com`).join(' ')

  test.each<[string, Zone, SenderRecord['verdict'], readonly SenderFinding[], string | null]>([
    ['is missing', spf(), 'missing', [], 'v=spf1 a:mail.example.com ~all'],
    ['lets the server send by name', spf('v=spf1 a:mail.example.com -all'), 'good', [], null],
    ['lets the server send by address', spf('v=spf1 ip4:198.51.100.0/24 ~all'), 'good', [], null],
    ['lets the server send by IPv6', spf('v=spf1 ip6:2001:db8::/32 ~all'), 'good', [], null],
    [
      'lets those send who take its mail',
      { ...spf('v=spf1 mx -all'), 'MX example.com': ['mail.example.com'] },
      'good',
      [],
      null,
    ],
    [
      'lets a provider send',
      { ...spf('v=spf1 include:provider.example -all'), 'TXT provider.example': ['v=spf1 ip4:198.51.100.7 -all'] },
      'good',
      [],
      null,
    ],
    [
      'stands elsewhere',
      { ...spf('v=spf1 redirect=p.example'), 'TXT p.example': ['v=spf1 a:mail.example.com -all'] },
      'good',
      [],
      null,
    ],
    [
      'lets others send',
      spf('v=spf1 ip4:203.0.113.1 -all'),
      'unknown',
      ['server_not_allowed'],
      'v=spf1 ip4:203.0.113.1 a:mail.example.com -all',
    ],
    ['lets everybody send', spf('v=spf1 +all'), 'wrong', ['allows_everybody'], null],
    ['does not say what of the others', spf('v=spf1 a:mail.example.com'), 'wrong', ['no_closing_rule'], null],
    ['is there twice', spf('v=spf1 -all', 'v=spf1 a:mail.example.com -all'), 'wrong', ['several_records'], null],
    ['is no record', spf('v=spf1 ipv4:198.51.100.7 -all'), 'wrong', ['bad_syntax'], null],
    ['has an address that is none', spf('v=spf1 ip4:198.51.100 -all'), 'wrong', ['bad_syntax'], null],
    ['includes one that is none', spf('v=spf1 include:nothing.example -all'), 'wrong', ['bad_syntax'], null],
    ['takes ten lookups', { ...spf(`v=spf1 ${naming(9)} a:mail.example.com -all`), ...includes(9) }, 'good', [], null],
    [
      'takes eleven lookups',
      { ...spf(`v=spf1 ${naming(11)} -all`), ...includes(11) },
      'wrong',
      ['too_many_lookups'],
      null,
    ],
    ['goes round', spf('v=spf1 include:example.com -all'), 'wrong', ['too_many_lookups'], null],
    [
      'asks for names that are not there',
      spf('v=spf1 a:x.example a:y.example a:z.example -all'),
      'wrong',
      ['too_many_void_lookups'],
      null,
    ],
  ])('that %s', async (_name, zone, verdict, findings, wanted) => {
    server.know(zone)
    expect(await checkSpf(dns, sender)).toMatchObject({ verdict, findings, wanted, name: 'example.com' })
  })

  test('names a server that is known by its address alone', async () => {
    const byAddress = { ...sender, host: '198.51.100.7' }
    server.know(spf())
    expect(await checkSpf(dns, byAddress)).toMatchObject({ wanted: 'v=spf1 ip4:198.51.100.7 ~all' })
    server.know(spf('v=spf1 ip4:198.51.100.7 ~all'))
    expect(await checkSpf(dns, byAddress)).toMatchObject({ verdict: 'good' })
  })

  test('tells what a receiver would, and what it took', async () => {
    server.know(spf('v=spf1 a:mail.example.com ?ip4:203.0.113.0/28 ~all'))
    expect(await evaluateSpf(dns, 'example.com', '198.51.100.7')).toEqual({ result: 'pass', lookups: 1 })
    expect(await evaluateSpf(dns, 'example.com', '203.0.113.15')).toEqual({ result: 'neutral', lookups: 1 })
    expect(await evaluateSpf(dns, 'example.com', '203.0.113.16')).toEqual({ result: 'softfail', lookups: 1 })
    expect(await evaluateSpf(dns, 'other.example', '203.0.113.16')).toEqual({ result: 'none', lookups: 0 })
  })
})

describe('DKIM', () => {
  const name = 'tendero._domainkey.example.com'
  const right = `v=DKIM1; k=rsa; p=${sender.dkim?.publicKey}`
  test.each<[string, readonly string[], SenderRecord['verdict'], readonly SenderFinding[]]>([
    ['is missing', [], 'missing', []],
    ['is ours', [right], 'good', []],
    ['is ours with spaces in the key', [right.replace('QUJDQUJD', 'QUJD QUJD')], 'good', []],
    ['is another', ['v=DKIM1; k=rsa; p=QUJDRA=='], 'wrong', ['other_key']],
    ['is withdrawn', ['v=DKIM1; p='], 'wrong', ['revoked_key']],
    ['is none', ['something else'], 'wrong', ['bad_syntax']],
    ['is there twice', [right, right], 'wrong', ['several_records']],
  ])('whose key %s', async (_name, texts, verdict, findings) => {
    server.know({ [`TXT ${name}`]: texts })
    const told = await checkDkim(dns, sender)
    expect(told).toMatchObject({ verdict, findings, name, wanted: verdict === 'good' ? null : right })
  })

  test('that nobody signs with here is the provider’s', async () => {
    expect(await checkDkim(dns, { ...sender, dkim: undefined })).toMatchObject({
      verdict: 'unknown',
      findings: ['not_signed'],
    })
  })
})

describe('DMARC', () => {
  const below: CheckedSender = { ...sender, domain: 'mail.shop.example.com' }
  test.each<[string, CheckedSender, Zone, SenderRecord['verdict'], readonly SenderFinding[]]>([
    ['is missing', sender, {}, 'missing', []],
    ['only watches', sender, { 'TXT _dmarc.example.com': ['v=DMARC1; p=none'] }, 'good', ['policy_none']],
    ['rejects', sender, { 'TXT _dmarc.example.com': ['v=DMARC1;p=reject;'] }, 'good', []],
    ['is that of the domain above', below, { 'TXT _dmarc.example.com': ['v=DMARC1; p=quarantine'] }, 'good', []],
    [
      'wants the very domain',
      below,
      { 'TXT _dmarc.example.com': ['v=DMARC1; p=reject; adkim=s'] },
      'wrong',
      ['not_aligned'],
    ],
    [
      'has no policy',
      sender,
      { 'TXT _dmarc.example.com': ['v=DMARC1; rua=mailto:a@b.example'] },
      'wrong',
      ['bad_syntax'],
    ],
    [
      'is there twice',
      sender,
      { 'TXT _dmarc.example.com': ['v=DMARC1; p=none', 'v=DMARC1; p=reject'] },
      'wrong',
      ['several_records'],
    ],
  ])('that %s', async (_name, who, zone, verdict, findings) => {
    server.know(zone)
    const told = await checkDmarc(dns, who)
    expect(told).toMatchObject({ verdict, findings })
    expect(told.wanted).toBe(verdict === 'missing' ? 'v=DMARC1; p=none; rua=mailto:crm@example.com' : null)
  })
})

test('a DNS that does not answer leaves the question open', async () => {
  const nobody = openDns(['127.0.0.1:1'])
  expect(await checkSpf(nobody, sender)).toMatchObject({ verdict: 'unknown', findings: ['no_answer'] })
})
