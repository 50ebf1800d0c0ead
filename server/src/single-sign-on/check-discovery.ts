import { type DiscoveryProblem, type DiscoveryStep, discoverySteps } from '@tendero/model'
import type { Kernel } from '../kernel/kernel.ts'
import { FetchError } from '../platform/guarded-address.ts'
import { guardedFetch } from '../platform/guarded-fetch.ts'
import { largestAnswer, patience } from './openid-connection.ts'
import { issuerProblem } from './provider-settings.ts'

type Document = Readonly<Record<string, unknown>>

/** One step did not come out. */
class Stopped extends Error {
  readonly step: DiscoveryStep['step']
  readonly problem: DiscoveryProblem
  constructor(step: DiscoveryStep['step'], problem: DiscoveryProblem) {
    super(problem)
    this.step = step
    this.problem = problem
  }
}

/** Tries the address of a provider step by step, up to the first that does not come out. */
export async function checkDiscovery(kernel: Kernel, issuer: string): Promise<readonly DiscoveryStep[]> {
  const good = (step: DiscoveryStep['step']): DiscoveryStep => ({ step, problem: null })
  try {
    await tryOut(kernel, issuer.trim())
    return discoverySteps.map(good)
  } catch (error) {
    if (!(error instanceof Stopped)) throw error
    const { step, problem } = error
    return [...discoverySteps.slice(0, discoverySteps.indexOf(step)).map(good), { step, problem }]
  }
}

async function tryOut(kernel: Kernel, issuer: string): Promise<void> {
  const wrong = issuerProblem(issuer, kernel.privateSingleSignOn)
  if (wrong) throw new Stopped('address', wrong)
  const address = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`
  const document = await documentAt(kernel, 'answer', address)
  if (document.issuer !== issuer) throw new Stopped('issuer', 'another_issuer')
  const { authorization_endpoint: authorization, token_endpoint: token, jwks_uri: keys } = document
  const endpoints = [authorization, token, keys].map(String)
  if (endpoints.some((one) => issuerEndpointProblem(one, kernel.privateSingleSignOn)))
    throw new Stopped('endpoints', 'no_endpoints')
  const { keys: found } = await documentAt(kernel, 'keys', String(keys))
  if (!Array.isArray(found) || found.length === 0) throw new Stopped('keys', 'no_keys')
}

function issuerEndpointProblem(address: string, allowPrivate: boolean): boolean {
  if (!URL.canParse(address)) return true
  const { protocol } = new URL(address)
  return protocol !== 'https:' && !(allowPrivate && protocol === 'http:')
}

async function documentAt(kernel: Kernel, step: DiscoveryStep['step'], address: string): Promise<Document> {
  const guards = { allowPrivate: kernel.privateSingleSignOn, timeout: patience, largest: largestAnswer }
  const headers = { accept: 'application/json' }
  const answer = await guardedFetch(address, { headers }, guards).catch((error: unknown) => {
    if (error instanceof FetchError) throw new Stopped(step, error.failure)
    throw error
  })
  if (answer.status !== 200) throw new Stopped(step, 'not_found')
  const document = parsed(answer.body.toString('utf8'))
  if (!document) throw new Stopped(step, 'not_json')
  return document
}

function parsed(text: string): Document | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Document) : undefined
  } catch {
    return undefined
  }
}
