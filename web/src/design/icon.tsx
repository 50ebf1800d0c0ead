import {
  IconActivity,
  IconArrowsExchange,
  IconAt,
  IconBallFootball,
  IconBook,
  IconBuilding,
  IconBuildingStore,
  IconBulb,
  IconCalendar,
  IconCalendarEvent,
  IconCamera,
  IconCar,
  IconCash,
  IconCertificate,
  IconCheckbox,
  IconCircleDot,
  IconClock,
  IconCoffee,
  IconContract,
  IconCreditCard,
  IconCube,
  IconDeviceLaptop,
  IconEngine,
  IconEye,
  IconFileText,
  IconFilter,
  IconFirstAidKit,
  IconFlag,
  IconFlask,
  IconFolder,
  IconForms,
  IconGift,
  IconHeart,
  IconHistory,
  IconHome,
  IconKey,
  IconLink,
  IconListNumbers,
  IconLock,
  IconMapPin,
  IconMoodSad,
  IconMusic,
  IconNote,
  IconPackage,
  IconPaw,
  IconPhone,
  IconPlane,
  IconPlant,
  IconPlug,
  IconRocket,
  IconSchool,
  IconServer,
  IconShield,
  IconShip,
  IconShirt,
  IconStairs,
  IconStar,
  IconTag,
  IconTargetArrow,
  IconTicket,
  IconTool,
  IconTree,
  IconTruck,
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

/** What people choose from for objects of their own. */
const forOwn: Readonly<Record<string, ComponentType<Drawing>>> = {
  cube: IconCube,
  coffee: IconCoffee,
  car: IconCar,
  truck: IconTruck,
  home: IconHome,
  tool: IconTool,
  engine: IconEngine,
  'device-laptop': IconDeviceLaptop,
  server: IconServer,
  plug: IconPlug,
  bulb: IconBulb,
  flask: IconFlask,
  'first-aid-kit': IconFirstAidKit,
  heart: IconHeart,
  paw: IconPaw,
  plant: IconPlant,
  tree: IconTree,
  book: IconBook,
  school: IconSchool,
  certificate: IconCertificate,
  contract: IconContract,
  'file-text': IconFileText,
  folder: IconFolder,
  calendar: IconCalendar,
  clock: IconClock,
  key: IconKey,
  lock: IconLock,
  ticket: IconTicket,
  gift: IconGift,
  star: IconStar,
  flag: IconFlag,
  rocket: IconRocket,
  plane: IconPlane,
  ship: IconShip,
  'ball-football': IconBallFootball,
  music: IconMusic,
  camera: IconCamera,
  shirt: IconShirt,
  cash: IconCash,
  'credit-card': IconCreditCard,
}

export const ownIcons: readonly string[] = Object.keys(forOwn)

/** The icons that objects are declared with. */
const declared: Readonly<Record<string, ComponentType<Drawing>>> = {
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
  const Drawn = declared[name] ?? forOwn[name] ?? IconCircleDot
  return (
    <span aria-hidden="true" style={{ display: 'inline-flex', flexShrink: 0 }}>
      <Drawn size={size} stroke={1.6} color={color} />
    </span>
  )
}
