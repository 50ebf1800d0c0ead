declare module 'dayjs/locale/es'
declare module 'dayjs/locale/et'
