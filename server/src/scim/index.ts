import type { Slice } from '../kernel/kernel.ts'
import { tokenEndpoints } from './token-endpoints.action.ts'

export { errorAnswer, type ScimAnswer } from './answer.ts'
export { answerScim } from './answer-scim.action.ts'

/** A company's directory tells of its people and their teams (SCIM 2.0). */
export const scim: Slice = { endpoints: tokenEndpoints }
