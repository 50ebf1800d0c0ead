/** The shapes of `/api/v1` that server and web share. Paths are in docs/api.md and in the OpenAPI document. */

export type * from './api/conversion.ts'
export * from './api/importing.ts'
export type * from './api/live.ts'
export type * from './api/metadata.ts'
export type * from './api/operations.ts'
export type * from './api/problem.ts'
export type * from './api/records.ts'
export type * from './api/reports.ts'
export * from './api/session.ts'
export type * from './api/timeline.ts'
export type * from './api/today.ts'
export type * from './api/webhooks.ts'
