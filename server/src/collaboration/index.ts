import type { Slice } from '../kernel/kernel.ts'
import { completionEndpoints } from './complete-activity.action.ts'
import { commentFollowers } from './follow-commented.action.ts'
import { followerEndpoints } from './follower-endpoints.action.ts'
import { nextStepLifecycle } from './keep-next-step.action.ts'
import { activityLinks } from './link-activities.action.ts'
import { mentionsLifecycle } from './mention-people.action.ts'
import { timelineEndpoint } from './timeline.sql.ts'
import { visitEndpoints } from './visit-endpoints.action.ts'
import { commentLifecycle } from './write-comments.action.ts'

export { followersById, followingBegun } from './followers.sql.ts'
export { mentionTopic } from './mention-people.action.ts'
export { type Reader, readerOf } from './readers.sql.ts'
export { readsComments } from './reads-comments.ts'
export { type Patch, referencesOf, shownPatch, untoldFields } from './shown-change.ts'
export { limitOf, recordWithTimeline } from './timeline.sql.ts'
export { decodePlace, encodePlace } from './timeline-page.ts'

/** What people do with customers, and with each other: activities, timelines, next steps. */
export const collaboration: Slice = {
  lifecycles: [nextStepLifecycle, mentionsLifecycle, commentLifecycle],
  mirrors: [activityLinks, commentFollowers],
  endpoints: [timelineEndpoint, ...followerEndpoints, ...visitEndpoints, ...completionEndpoints],
}
