"""Places that datelines name often: enough to tell a place of several words, or a route, from other words."""

from __future__ import annotations

_PREFIXES = """
    Abu Addis Arab Banda Bandar Buenos Bukit Cape Den Gunung Ho Hong Jawa Kab. Kabupaten Kalimantan
    Korea Kota Kuala La Labuan Le Los Lubuk Muara Nanggroe New Nusa Padang Papua Phnom Port Pulau Rio
    Saint San Santa Sao St. Sulawesi Sumatera Sungai São Tangerang Tanjung Tanjungpinang Tel Teluk Timor
    Ulan
"""
_PLACES = """
    Abu Dhabi; Aceh; Addis Ababa; Ambon; Amman; Amsterdam; Ankara; Asahan; Atambua; Athena; Auckland;
    Badung; Baghdad; Bali; Balikpapan; Banda Aceh; Bandar Lampung; Bandar Seri Begawan; Bandarlampung;
    Bandung; Bangka; Bangkalan; Bangkok; Bangli; Banjar; Banjarbaru; Banjarmasin; Banjarnegara; Banten;
    Bantul; Banyumas; Banyuwangi; Barcelona; Batam; Batang; Baubau; Beijing; Beirut; Bekasi; Belitung;
    Bengkalis; Bengkulu; Berau; Berlin; Biak; Biak Numfor; Bima; Binjai; Bintan; Bireuen; Bitung; Blitar;
    Blora; Bogor; Bogota; Bojonegoro; Bondowoso; Bontang; Boston; Boyolali; Brasilia; Brebes; Brussel;
    Brussels; Budapest; Buenos Aires; Bukittinggi; Buleleng; Canberra; Cape Town; Caracas; Chicago;
    Christchurch; Ciamis; Cianjur; Cikarang; Cilacap; Cilegon; Cimahi; Cirebon; Damaskus; Deli Serdang;
    Demak; Den Haag; Denpasar; Depok; Dhaka; Dili; Doha; Dompu; Dubai; Dumai; Ende; Fakfak; Garut; Gaza;
    Gianyar; Gorontalo; Gowa; Gresik; Grobogan; Gunung Kidul; Gunungkidul; Hanoi; Havana; Helsinki; Ho Chi
    Minh; Hong Kong; Houston; Indramayu; Islamabad; Istanbul; Jakarta; Jambi; Jayapura; Jeddah; Jember;
    Jembrana; Jenewa; Jepara; Jogja; Johannesburg; Johor; Jombang; Kabul; Kairo; Kampar; Karanganyar;
    Karangasem; Karawang; Karimun; Kathmandu; Kebumen; Kediri; Kendal; Kendari; Ketapang; Kiev; Klaten;
    Klungkung; Kolombo; Kopenhagen; Kuala Lumpur; Kudus; Kulon Progo; Kulonprogo; Kuningan; Kupang; Kyiv;
    Labuan Bajo; Lagos; Lamongan; Lampung; Langsa; Las Vegas; Lebak; Lembang; Lhokseumawe; Lisbon;
    Liverpool; Lombok; London; Los Angeles; Lubuklinggau; Lumajang; Madinah; Madiun; Madrid; Madura;
    Magelang; Magetan; Majalengka; Makassar; Makkah; Malang; Mamuju; Manado; Manchester; Manila; Manokwari;
    Maros; Marseille; Martapura; Mataram; Maumere; Medan; Mekah; Mekkah; Melbourne; Merauke; Meulaboh;
    Mexico City; Miami; Milan; Minahasa; Mojokerto; Morowali; Moskow; Muenchen; Mumbai; Munich; Nabire;
    Nairobi; Natuna; Naypyidaw; New Delhi; New York; Nganjuk; Ngawi; Nunukan; Osaka; Oslo; Ottawa; Pacitan;
    Padang; Padangsidimpuan; Pagaralam; Palangka Raya; Palangkaraya; Palembang; Palopo; Palu; Pamekasan;
    Pandeglang; Pangandaran; Pangkalpinang; Parepare; Pariaman; Paris; Pasuruan; Payakumbuh; Pekalongan;
    Pekanbaru; Pemalang; Pematangsiantar; Penang; Perth; Phnom Penh; Polewali Mandar; Ponorogo; Pontianak;
    Port Moresby; Poso; Prabumulih; Praha; Pretoria; Probolinggo; Purbalingga; Purwakarta; Purwokerto;
    Purworejo; Pyongyang; Rabat; Rembang; Rio de Janeiro; Riyadh; Rokan Hulu; Roma; Ruteng; Sabang;
    Salatiga; Samarinda; Sambas; Sampang; Sampit; San Francisco; Santiago; Sao Paulo; Sawahlunto; Semarang;
    Seoul; Serang; Shanghai; Siak; Siantar; Sibolga; Sidoarjo; Singapura; Singaraja; Singkawang; Sintang;
    Situbondo; Sleman; Sofifi; Solo; Solok; Sorong; Sragen; Stockholm; Subang; Sukabumi; Sukoharjo; Sumbawa;
    Sumedang; Sumenep; Sungai Penuh; Surabaya; Surakarta; Sydney; Tabanan; Taipei; Takengon; Tangerang;
    Tangerang Selatan; Tanjung Pinang; Tanjung Selor; Tanjungbalai; Tanjungpinang; Tarakan; Tasikmalaya;
    Tebing Tinggi; Tegal; Teheran; Tel Aviv; Temanggung; Tenggarong; Ternate; Tidore; Timika; Toba; Tokyo;
    Tomohon; Toronto; Trenggalek; Tripoli; Tual; Tuban; Tulungagung; Tunis; Turin; Vatikan; Vientiane;
    Waingapu; Wamena; Warsawa; Washington; Washington DC; Wellington; Wina; Wonogiri; Wonosobo; Wuhan;
    Yangon; Yerusalem; Yogyakarta; Zurich
"""

PREFIXES = frozenset(_PREFIXES.split())
"""First words of names of several words."""
PLACES = frozenset(" ".join(name.split()).lower() for name in _PLACES.split(";"))
"""Names in lower case. Those that are common words too (Batu, Lima, Metro) are left out."""
