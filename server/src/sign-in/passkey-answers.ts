import { z } from 'zod'

const bytes = z.string().max(20_000)
const attachment = z.enum(['platform', 'cross-platform']).optional()
/** What a browser adds of its own accord is of no use here. */
const extensions = z.record(z.string(), z.unknown())

/** What a browser answers when it made a passkey. */
export const registrationAnswer = z.object({
  id: bytes,
  rawId: bytes,
  type: z.literal('public-key'),
  authenticatorAttachment: attachment,
  clientExtensionResults: extensions,
  response: z.object({
    clientDataJSON: bytes,
    attestationObject: bytes,
    transports: z.array(z.string().max(40)).max(10).optional(),
  }),
})

/** What a browser answers when it showed a passkey. */
export const authenticationAnswer = z.object({
  id: bytes,
  rawId: bytes,
  type: z.literal('public-key'),
  authenticatorAttachment: attachment,
  clientExtensionResults: extensions,
  response: z.object({
    clientDataJSON: bytes,
    authenticatorData: bytes,
    signature: bytes,
    userHandle: bytes.optional(),
  }),
})
