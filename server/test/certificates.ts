import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { suiteFolder } from './suite-folder.ts'

/** An authority of this suite, which nobody trusts who is not given it. */
export interface Authority {
  /** The file that Node is given as `NODE_EXTRA_CA_CERTS`. */
  readonly file: string
  /** A key and a certificate for a name such as `DNS:localhost`, valid for so many days, from now or to now. */
  certificate(name: string, days?: number): { readonly key: string; readonly cert: string }
}

export function openAuthority(): Authority {
  const folder = suiteFolder()
  const at = (name: string) => join(folder, name)
  const openssl = (...words: string[]) => execFileSync('openssl', words, { stdio: ['ignore', 'ignore', 'pipe'] })
  const made = ['req', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes']
  openssl(...made, '-x509', '-subj', '/CN=Authority', '-days', '2', '-keyout', at('ca.key'), '-out', at('ca.pem'))
  let count = 0
  return {
    file: at('ca.pem'),
    certificate(name, days = 2) {
      const [key, request, cert, names] = ['key', 'csr', 'pem', 'names'].map((kind) => at(`${count}.${kind}`)) as [
        string,
        string,
        string,
        string,
      ]
      count += 1
      writeFileSync(names, `subjectAltName=${name}\n`)
      openssl(...made, '-subj', '/CN=server', '-keyout', key, '-out', request)
      const signed = ['-CA', at('ca.pem'), '-CAkey', at('ca.key'), '-CAcreateserial', '-extfile', names]
      openssl('x509', '-req', '-in', request, ...signed, '-days', String(days), '-out', cert)
      return { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') }
    },
  }
}
