/**
 * System packages on Debian and its relatives, by what they are needed for. A row is present when its library or command
 * is; the first of `packages` that the distribution knows is installed. Add a row here when a test needs another one.
 *
 * `window`: what Electron links against. `display`: the virtual display. `test`: real servers and tools the tests run against.
 */
export const systemPackages = [
  { need: 'window', library: 'libgtk-3.so.0', packages: ['libgtk-3-0', 'libgtk-3-0t64'] },
  { need: 'window', library: 'libnss3.so', packages: ['libnss3'] },
  { need: 'window', library: 'libasound.so.2', packages: ['libasound2t64', 'libasound2'] },
  { need: 'window', library: 'libgbm.so.1', packages: ['libgbm1'] },
  { need: 'window', library: 'libXss.so.1', packages: ['libxss1'] },
  { need: 'window', library: 'libXtst.so.6', packages: ['libxtst6'] },
  { need: 'window', library: 'libnotify.so.4', packages: ['libnotify4'] },
  { need: 'display', command: 'Xvfb', packages: ['xvfb'] },
  { need: 'display', command: 'xauth', packages: ['xauth'] },
  { need: 'test', command: 'xmlsec1', packages: ['xmlsec1'] },
  { need: 'test', command: 'php', packages: ['php-cli'] },
  { need: 'test', file: '/var/lib/dpkg/info/php-xml.list', packages: ['php-xml'] },
  { need: 'test', file: '/var/lib/dpkg/info/php-mbstring.list', packages: ['php-mbstring'] },
  { need: 'test', file: '/var/lib/dpkg/info/php-intl.list', packages: ['php-intl'] },
  { need: 'test', file: '/usr/share/simplesamlphp/www', packages: ['simplesamlphp'] },
  { need: 'test', command: 'faketime', packages: ['faketime'] },
  { need: 'test', command: 'chronyd', packages: ['chrony'] },
  { need: 'test', command: 'dnsmasq', packages: ['dnsmasq-base'] },
  { need: 'test', command: 'nginx', packages: ['nginx-light', 'nginx'] },
  { need: 'test', command: 'apache2', packages: ['apache2-bin'] },
  { need: 'test', command: 'squid', packages: ['squid'] },
  { need: 'test', command: 'openssl', packages: ['openssl'] },
  { need: 'test', command: 'pdftotext', packages: ['poppler-utils'] },
  { need: 'test', command: 'unshare', packages: ['util-linux'] },
  { need: 'test', command: 'ip', packages: ['iproute2'] },
]
