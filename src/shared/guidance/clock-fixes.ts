/** How a clock is read and set right, per kind of host. Sources: the manual pages of w32tm, chronyc and timedatectl. */
export interface ClockFix {
  host: string
  read: string
  repair: string
  note: string
}

export const clockFixes: readonly ClockFix[] = [
  {
    host: 'Windows, member of a domain',
    read: 'w32tm /query /status',
    repair: 'w32tm /config /syncfromflags:domhier /update && w32tm /resync /rediscover',
    note: 'Members follow their domain controllers. The source “Local CMOS Clock” or “Free-running System Clock” means: not synchronised.',
  },
  {
    host: 'Windows, PDC emulator of the forest root',
    read: 'w32tm /query /source',
    repair:
      'w32tm /config /manualpeerlist:"0.pool.ntp.org,0x8 1.pool.ntp.org,0x8" /syncfromflags:manual /reliable:yes /update && net stop w32time && net start w32time',
    note: 'The whole domain follows this machine: mend it first.',
  },
  {
    host: 'Linux with chrony',
    read: 'chronyc tracking',
    repair: 'chronyc makestep',
    note: 'chronyc sources -v shows which servers answer.',
  },
  {
    host: 'Linux with systemd-timesyncd',
    read: 'timedatectl timesync-status',
    repair: 'timedatectl set-ntp true',
    note: 'The servers stand in /etc/systemd/timesyncd.conf. A container has the clock of its host.',
  },
]
