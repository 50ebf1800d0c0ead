import { deliver } from '../src/mail/deliver.ts'

/** A program that hands one message to a server, and says what became of it: Node reads whom it trusts when it starts. */
const [host = '', port = '', security = ''] = process.argv.slice(2)

const outcome = await deliver(
  { host, port: Number(port), security: security === 'tls' ? 'tls' : 'starttls', user: 'crm', password: 'right' },
  { from: 'crm@example.com', to: 'ana@example.com', message: Buffer.from('Subject: x\r\n\r\nSecret\r\n') },
  { allowPrivate: true, patience: { greeting: 5_000, answer: 5_000 }, beforeContent: async () => {} },
)
process.stdout.write(`outcome ${JSON.stringify(outcome)}\n`)
