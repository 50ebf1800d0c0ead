import {
  IconActivity,
  IconArrowsExchange,
  IconAt,
  IconBuilding,
  IconBuildingStore,
  IconCalendarEvent,
  IconCheckbox,
  IconCircleDot,
  IconEye,
  IconFilter,
  IconForms,
  IconHistory,
  IconLink,
  IconListNumbers,
  IconMapPin,
  IconMoodSad,
  IconNote,
  IconPackage,
  IconPhone,
  IconShield,
  IconStairs,
  IconTag,
  IconTargetArrow,
  IconUser,
  IconUserCircle,
  IconUserPlus,
  IconUserQuestion,
  IconUsers,
  IconUsersGroup,
} from '@tabler/icons-react'
import type { ComponentType } from 'react'

interface Drawing {
  readonly size?: number | string
  readonly stroke?: number | string
  readonly color?: string
}

/** The icons that objects are declared with. */
const icons: Readonly<Record<string, ComponentType<Drawing>>> = {
  activity: IconActivity,
  'arrows-exchange': IconArrowsExchange,
  at: IconAt,
  building: IconBuilding,
  'building-store': IconBuildingStore,
  'calendar-event': IconCalendarEvent,
  checkbox: IconCheckbox,
  eye: IconEye,
  filter: IconFilter,
  forms: IconForms,
  history: IconHistory,
  link: IconLink,
  'list-numbers': IconListNumbers,
  'map-pin': IconMapPin,
  'mood-sad': IconMoodSad,
  note: IconNote,
  package: IconPackage,
  phone: IconPhone,
  shield: IconShield,
  stairs: IconStairs,
  tag: IconTag,
  'target-arrow': IconTargetArrow,
  user: IconUser,
  'user-circle': IconUserCircle,
  'user-plus': IconUserPlus,
  'user-question': IconUserQuestion,
  users: IconUsers,
  'users-group': IconUsersGroup,
}

/** An object's icon by its declared name; beside words, so silent for screen readers. */
export function ObjectIcon({
  name,
  size = 18,
  color,
}: {
  readonly name: string
  readonly size?: number
  readonly color?: string
}) {
  const Drawn = icons[name] ?? IconCircleDot
  return (
    <span aria-hidden="true" style={{ display: 'inline-flex', flexShrink: 0 }}>
      <Drawn size={size} stroke={1.6} color={color} />
    </span>
  )
}
