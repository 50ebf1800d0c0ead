import { z } from 'zod'

const choice = z.enum(['keep', 'undo'])

/** What is to become of what others changed since, as it is sent and as it waits for the job that does it. */
export const undoChoices = z.strictObject({
  answers: z
    .array(
      z.strictObject({
        object: z.string().max(60),
        record: z.uuid(),
        field: z.string().max(60).nullable().optional(),
        version: z.int(),
        choice,
      }),
    )
    .max(1_000)
    .optional(),
  rest: choice.optional(),
  digest: z.string().max(64).optional(),
})
