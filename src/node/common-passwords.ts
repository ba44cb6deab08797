// Passwords of eight characters and more that everybody tries first (from the lists that are published every year).

const LIST = `12345678 123456789 1234567890 12345678910 123123123 987654321 87654321 0123456789 11223344 1122334455
1234554321 147258369 741852963 789456123 159753456 123454321 12344321 password password1 password12 password123
password1234 passw0rd p@ssword p@ssw0rd p@ssw0rd1 pa55word qwertyui qwertyuiop qwerty123 qwerty1234 qwerty12345
qwer1234 qwerasdf asdfghjk asdfghjkl asdf1234 zxcvbnm1 zxcvbnm123 1qaz2wsx 1qazxsw2 2wsx3edc qazwsxedc qazwsx123
1q2w3e4r 1q2w3e4r5t q1w2e3r4 q1w2e3r4t5 zaq12wsx abcd1234 abc12345 abc123456 a1234567 a12345678 a123456789 aa123456
aa12345678 admin123 admin1234 admin12345 administrator adminadmin root1234 letmein1 letmein123 welcome1 welcome123
iloveyou iloveyou1 sunshine princess football baseball superman starwars trustno1 whatever computer internet
michelle jennifer changeme changeme1 default1 secret123 test1234 testtest guest123 temp1234 master123 monkey123
dragon123 shadow123 woaini1314 woaini520 woaini123 5201314520 wang1234 li123456 zhang123 tushuguan tushuguan123
library1 library123 librarian shutai123 shutai2018 xiaoming 00000000 11111111 22222222 66666666 88888888 99999999
12341234 13131313 12121212 10101010 20180101 20200101 19491001 19900101 20082008 52013145 qq123456 qq123456789
asd123456 asdasd123 zxc123456 zxcv1234 qweasdzxc qweqweqwe abcdefgh abcdefg1 aaaaaaaa samsung1 google123 windows10`;

/** In lower case. */
export const COMMON_PASSWORDS: ReadonlySet<string> = new Set(LIST.split(/\s+/u));
