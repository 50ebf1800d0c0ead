import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { allQuery, type Kept, refreshCatalogue } from '../data.ts'

/** Is a kept roll-up still being worked out for the records that are there? */
export function isFilling({ filled }: Kept<'custom_field'>): boolean {
  return filled !== null && filled < 100
}

const milliseconds = 1_500

/** Follows how far kept roll-ups are; when all records have them, they sort and filter at once. */
export function useFilling(fields: readonly Kept<'custom_field'>[]): void {
  const filling = fields.some(isFilling)
  const was = useRef(filling)
  useQuery({ ...allQuery('custom_field'), refetchInterval: filling && milliseconds })
  useEffect(() => {
    if (was.current && !filling) void refreshCatalogue('custom_field')
    was.current = filling
  }, [filling])
}
