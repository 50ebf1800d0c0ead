/** Who a company's people sign in with, as an administrator sets it up. */
export interface SingleSignOnProvider {
  readonly id: string
  readonly name: string
  /** Address of the provider, without a slash at its end unless it has one itself. */
  readonly issuer: string
  readonly clientId: string
  /** The secret itself is told to nobody. */
  readonly hasSecret: boolean
  readonly scopes: readonly string[]
  /** The claim that holds the names of somebody's groups. */
  readonly groupsClaim: string
  /** Only people with an address in one of these domains are let in. */
  readonly domains: readonly string[]
  /** Whether addresses count as verified although the provider does not say so. */
  readonly trustsAddresses: boolean
  /** Whether people who are not here yet are made when they first sign in. */
  readonly createsPeople: boolean
  /** The role of people who are in no mapped group. */
  readonly role: string | null
  /** The main team of people who are in no mapped group. */
  readonly team: string | null
  /** The first that somebody is in gives the role. */
  readonly roleMapping: readonly RoleOfGroup[]
  /** The first that somebody is in gives the main team, the others further ones. */
  readonly teamMapping: readonly TeamOfGroup[]
  /** Whether people of these domains, but for administrators, sign in no other way. */
  readonly enforced: boolean
  readonly active: boolean
  /** What the provider must know as the place to send people back to. */
  readonly redirectUri: string
  readonly lastTest: SingleSignOnTest | null
}

export interface RoleOfGroup {
  readonly group: string
  readonly role: string
}

export interface TeamOfGroup {
  readonly group: string
  readonly team: string
}

/** What a sign-in that was tried out brought. */
export interface SingleSignOnTest {
  /** UTC instant. */
  readonly at: string
  /** Why nobody would have been let in, as the code of the failure; null when somebody would. */
  readonly refusal: string | null
  /** What the provider said of the person. */
  readonly claims: Readonly<Record<string, unknown>>
  /** The role that they would have; null when none is said by the provider. */
  readonly role: string | null
  /** The teams that they would be in, the main team first. */
  readonly teams: readonly string[]
}

export const discoverySteps = ['address', 'answer', 'issuer', 'endpoints', 'keys'] as const

/** One thing that was looked at when a provider's address was tried: good when there is no problem. */
export interface DiscoveryStep {
  readonly step: (typeof discoverySteps)[number]
  readonly problem: DiscoveryProblem | null
}

export type DiscoveryProblem =
  | 'not_an_address'
  | 'not_secure'
  | 'refused_address'
  | 'unknown_host'
  | 'timed_out'
  | 'no_answer'
  | 'too_large'
  | 'not_found'
  | 'not_json'
  | 'another_issuer'
  | 'no_endpoints'
  | 'no_keys'

/** A way to sign in, as somebody sees it who is not signed in yet. */
export interface SignInChoice {
  readonly id: string
  readonly name: string
  /** The company that it opens. */
  readonly workspaceName: string
}
