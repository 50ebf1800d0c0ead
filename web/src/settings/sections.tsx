import {
  IconArrowsExchange,
  IconBuilding,
  IconCopyCheck,
  IconCube,
  IconFilter,
  IconForms,
  IconHistory,
  IconInfoCircle,
  IconKey,
  IconLayout,
  IconLock,
  IconLogin2,
  IconMail,
  IconMoodSad,
  IconShield,
  IconShieldSearch,
  IconTag,
  IconTrash,
  IconUserCircle,
  IconUsers,
  IconUsersGroup,
  IconWebhook,
} from '@tabler/icons-react'
import { type AsyncRouteComponent, lazyRouteComponent } from '@tanstack/react-router'
import type { PermittedAction, Session } from '@tendero/model/api'
import type { ComponentType } from 'react'
import type { Catalogue } from '../kernel/metadata.ts'
import { queryClient } from '../kernel/queries.ts'
import { withWords } from '../kernel/slice-words.ts'
import { allQuery, type CatalogueName } from './data.ts'
import type { SettingsWords } from './words.ts'

export type SectionKey = keyof SettingsWords['sections']
export type GroupKey = keyof SettingsWords['groups']

export interface Section {
  readonly key: SectionKey
  readonly group: GroupKey
  readonly icon: ComponentType<{ readonly size?: number; readonly stroke?: number }>
  readonly Page: AsyncRouteComponent<object>
  /** The catalogues that it shows. */
  readonly shows?: readonly CatalogueName[]
  /** The object that somebody must be allowed to change. */
  readonly changes?: CatalogueName
  /** Is for administrators alone. */
  readonly administrator?: boolean
  /** Needs a right beyond any object: to the settings themselves, to the audit log. */
  readonly permitted?: PermittedAction
}

/** The settings in the order of their menu; each is loaded when it is opened. */
export const sections: readonly Section[] = [
  {
    key: 'profile',
    group: 'you',
    icon: IconUserCircle,
    Page: lazyRouteComponent(
      withWords(() => import('./profile/profile-section.tsx')),
      'ProfileSection',
    ),
  },
  {
    key: 'security',
    group: 'you',
    icon: IconLock,
    Page: lazyRouteComponent(
      withWords(() => import('./security/security-section.tsx')),
      'SecuritySection',
    ),
  },
  {
    key: 'workspace',
    group: 'company',
    icon: IconBuilding,
    changes: 'workspace',
    shows: ['workspace'],
    Page: lazyRouteComponent(
      withWords(() => import('./workspace/workspace-section.tsx')),
      'WorkspaceSection',
    ),
  },
  {
    key: 'people',
    group: 'company',
    icon: IconUsers,
    changes: 'user',
    shows: ['user', 'role', 'team'],
    Page: lazyRouteComponent(
      withWords(() => import('./people/people-section.tsx')),
      'PeopleSection',
    ),
  },
  {
    key: 'teams',
    group: 'company',
    icon: IconUsersGroup,
    changes: 'team',
    shows: ['team', 'team_member', 'user'],
    Page: lazyRouteComponent(
      withWords(() => import('./teams/teams-section.tsx')),
      'TeamsSection',
    ),
  },
  {
    key: 'roles',
    group: 'company',
    icon: IconShield,
    changes: 'role',
    shows: ['role', 'user'],
    Page: lazyRouteComponent(
      withWords(() => import('./roles/roles-section.tsx')),
      'RolesSection',
    ),
  },
  {
    key: 'single-sign-on',
    group: 'company',
    icon: IconLogin2,
    administrator: true,
    shows: ['role', 'team'],
    Page: lazyRouteComponent(
      withWords(() => import('./single-sign-on/single-sign-on-section.tsx')),
      'SingleSignOnSection',
    ),
  },
  {
    key: 'custom-fields',
    group: 'data',
    icon: IconForms,
    changes: 'custom_field',
    shows: ['custom_field'],
    Page: lazyRouteComponent(
      withWords(() => import('./custom-fields/custom-fields-section.tsx')),
      'CustomFieldsSection',
    ),
  },
  {
    key: 'custom-objects',
    group: 'data',
    icon: IconCube,
    changes: 'custom_object',
    shows: ['custom_object', 'custom_field'],
    Page: lazyRouteComponent(
      withWords(() => import('./custom-objects/custom-objects-section.tsx')),
      'CustomObjectsSection',
    ),
  },
  {
    key: 'layouts',
    group: 'data',
    icon: IconLayout,
    changes: 'layout',
    shows: ['layout', 'role'],
    Page: lazyRouteComponent(
      withWords(() => import('./layouts/layouts-section.tsx')),
      'LayoutsSection',
    ),
  },
  {
    key: 'operations',
    group: 'data',
    icon: IconHistory,
    Page: lazyRouteComponent(
      withWords(() => import('./operations/operations-section.tsx')),
      'OperationsSection',
    ),
  },
  {
    key: 'trash',
    group: 'data',
    icon: IconTrash,
    Page: lazyRouteComponent(
      withWords(() => import('./trash/trash-section.tsx')),
      'TrashSection',
    ),
  },
  {
    key: 'duplicates',
    group: 'data',
    icon: IconCopyCheck,
    administrator: true,
    Page: lazyRouteComponent(
      withWords(() => import('./duplicates/duplicates-section.tsx')),
      'DuplicatesSection',
    ),
  },
  {
    key: 'tags',
    group: 'data',
    icon: IconTag,
    changes: 'tag',
    shows: ['tag'],
    Page: lazyRouteComponent(
      withWords(() => import('./tags/tags-section.tsx')),
      'TagsSection',
    ),
  },
  {
    key: 'pipelines',
    group: 'sales',
    icon: IconFilter,
    changes: 'stage',
    shows: ['pipeline', 'stage'],
    Page: lazyRouteComponent(
      withWords(() => import('./pipelines/pipelines-section.tsx')),
      'PipelinesSection',
    ),
  },
  {
    key: 'loss-reasons',
    group: 'sales',
    icon: IconMoodSad,
    changes: 'loss_reason',
    shows: ['loss_reason'],
    Page: lazyRouteComponent(
      withWords(() => import('./loss-reasons/loss-reasons-section.tsx')),
      'LossReasonsSection',
    ),
  },
  {
    key: 'exchange-rates',
    group: 'sales',
    icon: IconArrowsExchange,
    changes: 'exchange_rate',
    shows: ['exchange_rate'],
    Page: lazyRouteComponent(
      withWords(() => import('./exchange-rates/exchange-rates-section.tsx')),
      'ExchangeRatesSection',
    ),
  },
  {
    key: 'api-keys',
    group: 'program',
    icon: IconKey,
    permitted: 'settings',
    shows: ['role', 'user'],
    Page: lazyRouteComponent(
      withWords(() => import('./api-keys/api-keys-section.tsx')),
      'ApiKeysSection',
    ),
  },
  {
    key: 'mail',
    group: 'program',
    icon: IconMail,
    administrator: true,
    Page: lazyRouteComponent(
      withWords(() => import('./mail/mail-section.tsx')),
      'MailSection',
    ),
  },
  {
    key: 'webhooks',
    group: 'program',
    icon: IconWebhook,
    permitted: 'settings',
    changes: 'webhook',
    shows: ['webhook', 'role'],
    Page: lazyRouteComponent(
      withWords(() => import('./webhooks/webhooks-section.tsx')),
      'WebhooksSection',
    ),
  },
  {
    key: 'audit',
    group: 'company',
    icon: IconShieldSearch,
    permitted: 'audit',
    shows: ['user'],
    Page: lazyRouteComponent(
      withWords(() => import('./audit/audit-section.tsx')),
      'AuditSection',
    ),
  },
  {
    key: 'about',
    group: 'program',
    icon: IconInfoCircle,
    Page: lazyRouteComponent(
      withWords(() => import('./about/about-section.tsx')),
      'AboutSection',
    ),
  },
]

/**
 * Has a section and what it shows ready before it is shown, so that it appears in one go. The section itself tells of
 * what fails.
 */
export async function prepareSection(key: string): Promise<void> {
  const { Page, shows = [] } = sections.find((one) => one.key === key) ?? {}
  await Promise.all([Page?.preload?.(), ...shows.map((name) => queryClient.prefetchQuery(allQuery(name)))])
}

/** May this person use a section? The server checks again. */
export function mayOpen(section: Section, session: Session, catalogue: Catalogue): boolean {
  if (section.group === 'you' && session.viewer) return false
  if (section.administrator && !session.role.administrator) return false
  if (section.permitted && !session.actions.includes(section.permitted)) return false
  if (!section.changes) return true
  const object = catalogue.object(section.changes)
  return object !== undefined && object.can.edit !== 'none'
}
