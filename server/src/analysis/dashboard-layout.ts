import { type DashboardLayout, isId, tileHeights, tileWidths } from '@tendero/model'
import { z } from 'zod'

/** Reports on one dashboard. */
const mostTiles = 40

export const dashboardLayout: z.ZodType<DashboardLayout> = z.strictObject({
  tiles: z
    .array(
      z.strictObject({
        id: z.string().min(1).max(60),
        report: z.string().refine(isId),
        width: z.literal(tileWidths),
        height: z.literal(tileHeights),
      }),
    )
    .max(mostTiles)
    .refine((tiles) => new Set(tiles.map(({ id }) => id)).size === tiles.length),
})
