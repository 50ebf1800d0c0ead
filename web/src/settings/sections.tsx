import {
  IconArrowsExchange,
  IconBuilding,
  IconCube,
  IconFilter,
  IconForms,
  IconInfoCircle,
  IconKey,
  IconMoodSad,
  IconShield,
  IconTag,
  IconUserCircle,
  IconUsers,
  IconUsersGroup,
} from '@tabler/icons-react'
import type { Session } from '@tendero/model/api'
import { type ComponentType, type LazyExoticComponent, lazy } from 'react'
import type { Catalogue } from '../kernel/metadata.ts'
import type { CatalogueName } from './data.ts'
import type { SettingsWords } from './words.ts'

export type SectionKey = keyof SettingsWords['sections']
export type GroupKey = keyof SettingsWords['groups']

export interface Section {
  readonly key: SectionKey
  readonly group: GroupKey
  readonly icon: ComponentType<{ readonly size?: number; readonly stroke?: number }>
  readonly Page: LazyExoticComponent<ComponentType>
  /** The object that somebody must be allowed to change. */
  readonly changes?: CatalogueName
  /** Needs the right to the settings themselves, beyond any object. */
  readonly settings?: boolean
}

/** The settings in the order of their menu; each is loaded when it is opened. */
export const sections: readonly Section[] = [
  {
    key: 'profile',
    group: 'you',
    icon: IconUserCircle,
    Page: lazy(() => import('./profile/profile-section.tsx').then((one) => ({ default: one.ProfileSection }))),
  },
  {
    key: 'workspace',
    group: 'company',
    icon: IconBuilding,
    changes: 'workspace',
    Page: lazy(() => import('./workspace/workspace-section.tsx').then((one) => ({ default: one.WorkspaceSection }))),
  },
  {
    key: 'people',
    group: 'company',
    icon: IconUsers,
    changes: 'user',
    Page: lazy(() => import('./people/people-section.tsx').then((one) => ({ default: one.PeopleSection }))),
  },
  {
    key: 'teams',
    group: 'company',
    icon: IconUsersGroup,
    changes: 'team',
    Page: lazy(() => import('./teams/teams-section.tsx').then((one) => ({ default: one.TeamsSection }))),
  },
  {
    key: 'roles',
    group: 'company',
    icon: IconShield,
    changes: 'role',
    Page: lazy(() => import('./roles/roles-section.tsx').then((one) => ({ default: one.RolesSection }))),
  },
  {
    key: 'custom-fields',
    group: 'data',
    icon: IconForms,
    changes: 'custom_field',
    Page: lazy(() =>
      import('./custom-fields/custom-fields-section.tsx').then((one) => ({ default: one.CustomFieldsSection })),
    ),
  },
  {
    key: 'custom-objects',
    group: 'data',
    icon: IconCube,
    changes: 'custom_object',
    Page: lazy(() =>
      import('./custom-objects/custom-objects-section.tsx').then((one) => ({ default: one.CustomObjectsSection })),
    ),
  },
  {
    key: 'tags',
    group: 'data',
    icon: IconTag,
    changes: 'tag',
    Page: lazy(() => import('./tags/tags-section.tsx').then((one) => ({ default: one.TagsSection }))),
  },
  {
    key: 'pipelines',
    group: 'sales',
    icon: IconFilter,
    changes: 'stage',
    Page: lazy(() => import('./pipelines/pipelines-section.tsx').then((one) => ({ default: one.PipelinesSection }))),
  },
  {
    key: 'loss-reasons',
    group: 'sales',
    icon: IconMoodSad,
    changes: 'loss_reason',
    Page: lazy(() =>
      import('./loss-reasons/loss-reasons-section.tsx').then((one) => ({ default: one.LossReasonsSection })),
    ),
  },
  {
    key: 'exchange-rates',
    group: 'sales',
    icon: IconArrowsExchange,
    changes: 'exchange_rate',
    Page: lazy(() =>
      import('./exchange-rates/exchange-rates-section.tsx').then((one) => ({ default: one.ExchangeRatesSection })),
    ),
  },
  {
    key: 'api-keys',
    group: 'program',
    icon: IconKey,
    settings: true,
    Page: lazy(() => import('./api-keys/api-keys-section.tsx').then((one) => ({ default: one.ApiKeysSection }))),
  },
  {
    key: 'about',
    group: 'program',
    icon: IconInfoCircle,
    Page: lazy(() => import('./about/about-section.tsx').then((one) => ({ default: one.AboutSection }))),
  },
]

/** May this person use a section? The server checks again. */
export function mayOpen(section: Section, session: Session, catalogue: Catalogue): boolean {
  if (section.settings && !session.actions.includes('settings')) return false
  if (!section.changes) return true
  const object = catalogue.object(section.changes)
  return object !== undefined && object.can.edit !== 'none'
}
