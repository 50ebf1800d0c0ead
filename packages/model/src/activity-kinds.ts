/** What a next step with a customer may be. */
export const stepKinds = ['task', 'call', 'visit', 'meeting'] as const

export type StepKind = (typeof stepKinds)[number]

/** Everything that people do with customers; each kind is an object of its own too. */
export const activityKinds = [...stepKinds, 'note'] as const

/** What stands on a timeline. */
export const timelineKinds = [...activityKinds, 'comment', 'file', 'share', 'change'] as const

export type TimelineKind = (typeof timelineKinds)[number]
