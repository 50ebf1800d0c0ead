import { agentName } from '../platform/agent-name.ts'

/** From where somebody asks, and with what. */
export interface Origin {
  readonly address: string | null
  /** The header `User-Agent`, as it came. */
  readonly userAgent: string | null
  /** The API key that acts. */
  readonly keyId: string | null
}

/** Of what no request began: jobs, commands. */
const nowhere: Origin = { address: null, userAgent: null, keyId: null }

/** What is kept of an origin beside a change or an entry. */
export interface KeptOrigin {
  readonly address: string | null
  /** `Firefox 141, Linux`: enough to recognise a device, a fifth of what browsers send. */
  readonly agent: string | null
  readonly keyId: string | null
}

export function keptOrigin({ address, userAgent, keyId }: Origin = nowhere): KeptOrigin {
  return { address, agent: userAgent === null ? null : agentName(userAgent), keyId }
}
