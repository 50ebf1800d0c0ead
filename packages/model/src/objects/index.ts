import type { ObjectType } from '../define-object.ts'
import { account } from './account.ts'
import { activity, call, meeting, note, task, visit } from './activity.ts'
import { affiliation } from './affiliation.ts'
import { comment } from './comment.ts'
import { contact } from './contact.ts'
import { contactPoint } from './contact-point.ts'
import { customField } from './custom-field.ts'
import { customObject } from './custom-object.ts'
import { customRecord } from './custom-record.ts'
import { dashboard } from './dashboard.ts'
import { exchangeRate } from './exchange-rate.ts'
import { file } from './file.ts'
import { healthRule } from './health-rule.ts'
import { layout } from './layout.ts'
import { lead } from './lead.ts'
import { lossReason } from './loss-reason.ts'
import { opportunity } from './opportunity.ts'
import { opportunityContact } from './opportunity-contact.ts'
import { opportunityLine } from './opportunity-line.ts'
import { pipeline } from './pipeline.ts'
import { product } from './product.ts'
import { quota } from './quota.ts'
import { report } from './report.ts'
import { role } from './role.ts'
import { share } from './share.ts'
import { stage } from './stage.ts'
import { stageEntry } from './stage-entry.ts'
import { tag } from './tag.ts'
import { team } from './team.ts'
import { teamMember } from './team-member.ts'
import { territory } from './territory.ts'
import { user } from './user.ts'
import { view } from './view.ts'
import { webhook } from './webhook.ts'
import { workspace } from './workspace.ts'

/** Every declared object, in the order in which people are shown them. */
export const objects = {
  workspace,
  role,
  team,
  user,
  team_member: teamMember,
  account,
  contact,
  contact_point: contactPoint,
  affiliation,
  product,
  pipeline,
  stage,
  loss_reason: lossReason,
  health_rule: healthRule,
  opportunity,
  territory,
  quota,
  opportunity_line: opportunityLine,
  opportunity_contact: opportunityContact,
  stage_entry: stageEntry,
  lead,
  custom_record: customRecord,
  activity,
  task,
  call,
  visit,
  meeting,
  note,
  tag,
  view,
  report,
  dashboard,
  custom_object: customObject,
  custom_field: customField,
  exchange_rate: exchangeRate,
  file,
  comment,
  share,
  webhook,
  layout,
} as const

export { longestFileName } from './file.ts'

export type ObjectName = keyof typeof objects

export const registry: ReadonlyMap<string, ObjectType> = new Map(Object.entries(objects))
