/// A country as offices write it: its two or three letters, its name in German or English, the letters on its cars.
package enum CountryCode {
    /// ISO 3166 alpha-2, and the two codes lexoffice adds for islands (lexoffice-api.md §3.1); nil when it is none we know.
    package static func read(_ text: String) -> String? {
        let wanted = Spelling.words(text)
        if let special = ["escn": "ES_CN", "gr69": "GR_69"][wanted.map(\.plain).joined()] { return special }
        return Spelling.keys(wanted).lazy.compactMap { byName[$0] }.first
    }

    private static let byName: [String: String] = {
        var codes: [String: String] = [:]
        for country in table.split(separator: ";") {
            let names = country.split(separator: "/").map(String.init)
            guard let code = names.first else { continue }
            for name in names { for key in Spelling.keys(Spelling.words(name)) where codes[key] == nil { codes[key] = code } }
        }
        return codes
    }()

    /// ISO 3166-1: alpha-2, alpha-3, names.
    private static let table = """
        AD/AND/Andorra;AE/ARE/United Arab Emirates/Vereinigte Arabische Emirate;AF/AFG/Afghanistan;\
        AG/ATG/Antigua and Barbuda/Antigua und Barbuda;AI/AIA/Anguilla;AL/ALB/Albania/Albanien;AM/ARM/Armenia/Armenien;\
        AO/AGO/Angola;AQ/ATA/Antarctica/Antarktis;AR/ARG/Argentina/Argentinien;AS/ASM/American Samoa/Amerikanisch-Samoa;\
        AT/AUT/Austria/Österreich/A;AU/AUS/Australia/Australien;AW/ABW/Aruba;AX/ALA/Åland Islands/Åland-Inseln;\
        AZ/AZE/Azerbaijan/Aserbaidschan;BA/BIH/Bosnia and Herzegovina/Bosnien und Herzegowina;BB/BRB/Barbados;\
        BD/BGD/Bangladesh/Bangladesch;BE/BEL/Belgium/Belgien/B;BF/BFA/Burkina Faso;BG/BGR/Bulgaria/Bulgarien;BH/BHR/Bahrain;\
        BI/BDI/Burundi;BJ/BEN/Benin;BL/BLM/Saint Barthélemy/Saint-Barthélemy;BM/BMU/Bermuda;BN/BRN/Brunei Darussalam;\
        BO/BOL/Bolivia/Bolivien;BQ/BES/Bonaire;BR/BRA/Brazil/Brasilien;BS/BHS/Bahamas;BT/BTN/Bhutan;\
        BV/BVT/Bouvet Island/Bouvet-Insel;BW/BWA/Botswana/Botsuana;BY/BLR/Belarus;BZ/BLZ/Belize;CA/CAN/Canada/Kanada;\
        CC/CCK/Cocos Islands/Kokos-Inseln;CD/COD/Demokratische Republik Kongo;\
        CF/CAF/Central African Republic/Zentralafrikanische Republik;CG/COG/Kongo;CH/CHE/Switzerland/Schweiz/Suisse/Svizzera;\
        CI/CIV/Côte d'Ivoire;CK/COK/Cook Islands/Cookinseln;CL/CHL/Chile;CM/CMR/Cameroon/Kamerun;CN/CHN/China;\
        CO/COL/Colombia/Kolumbien;CR/CRI/Costa Rica;CU/CUB/Cuba/Kuba;CV/CPV/Cabo Verde/Kap Verde;CW/CUW/Curaçao;\
        CX/CXR/Christmas Island/Weihnachtsinseln;CY/CYP/Cyprus/Zypern;\
        CZ/CZE/Czechia/Tschechien/Tschechische Republik/Czech Republic;\
        DE/DEU/Germany/Deutschland/D/Bundesrepublik Deutschland/BRD;DJ/DJI/Djibouti/Dschibuti;DK/DNK/Denmark/Dänemark;\
        DM/DMA/Dominica;DO/DOM/Dominican Republic/Dominikanische Republik;DZ/DZA/Algeria/Algerien;EC/ECU/Ecuador;\
        EE/EST/Estonia/Estland;EG/EGY/Egypt/Ägypten;EH/ESH/Western Sahara/Westsahara;ER/ERI/Eritrea;ES/ESP/Spain/Spanien/E;\
        ET/ETH/Ethiopia/Äthiopien;FI/FIN/Finland/Finnland;FJ/FJI/Fiji/Fidschi;FK/FLK/Falkland Islands/Falklandinseln;\
        FM/FSM/Micronesia/Mikronesien;FO/FRO/Faroe Islands/Färöer-Inseln;FR/FRA/France/Frankreich/F;GA/GAB/Gabon/Gabun;\
        GB/GBR/United Kingdom/Vereinigtes Königreich/Großbritannien/England/Great Britain/UK/Schottland/Wales;GD/GRD/Grenada;\
        GE/GEO/Georgia/Georgien;GF/GUF/French Guiana/Französisch-Guyana;GG/GGY/Guernsey;GH/GHA/Ghana;GI/GIB/Gibraltar;\
        GL/GRL/Greenland/Grönland;GM/GMB/Gambia;GN/GIN/Guinea;GP/GLP/Guadeloupe;GQ/GNQ/Equatorial Guinea/Äquatorialguinea;\
        GR/GRC/Greece/Griechenland/EL;GS/SGS;GT/GTM/Guatemala;GU/GUM/Guam;GW/GNB/Guinea-Bissau;GY/GUY/Guyana;\
        HK/HKG/Hong Kong/Hongkong;HM/HMD/Heard Island and McDonald Islands/Heard und McDonaldinseln;HN/HND/Honduras;\
        HR/HRV/Croatia/Kroatien;HT/HTI/Haiti;HU/HUN/Hungary/Ungarn;ID/IDN/Indonesia/Indonesien;IE/IRL/Ireland/Irland;\
        IL/ISR/Israel;IM/IMN/Isle of Man/Insel Man;IN/IND/India/Indien;IO/IOT/British Indian Ocean Territory;IQ/IRQ/Iraq/Irak;\
        IR/IRN/Iran;IS/ISL/Iceland/Island;IT/ITA/Italy/Italien/I;JE/JEY/Jersey;JM/JAM/Jamaica/Jamaika;JO/JOR/Jordan/Jordanien;\
        JP/JPN/Japan;KE/KEN/Kenya/Kenia;KG/KGZ/Kyrgyzstan/Kirgisistan;KH/KHM/Cambodia/Kambodscha;KI/KIR/Kiribati;\
        KM/COM/Comoros/Komoren;KN/KNA/Saint Kitts and Nevis/St. Kitts und Nevis;KP/PRK/North Korea/Nordkorea;\
        KR/KOR/South Korea/Südkorea;KW/KWT/Kuwait;KY/CYM/Cayman Islands/Cayman-Inseln;KZ/KAZ/Kazakhstan/Kasachstan;\
        LA/LAO/Laos/Lao People's Democratic Republic;LB/LBN/Lebanon/Libanon;LC/LCA/Saint Lucia/St. Lucia;LI/LIE/Liechtenstein;\
        LK/LKA/Sri Lanka;LR/LBR/Liberia;LS/LSO/Lesotho;LT/LTU/Lithuania/Litauen;LU/LUX/Luxembourg/Luxemburg/L;\
        LV/LVA/Latvia/Lettland;LY/LBY/Libya/Libyen;MA/MAR/Morocco/Marokko;MC/MCO/Monaco;MD/MDA/Moldova/Moldau;\
        ME/MNE/Montenegro;MF/MAF/Saint Martin;MG/MDG/Madagascar/Madagaskar;MH/MHL/Marshall Islands/Marshallinseln;\
        MK/MKD/North Macedonia/Nordmazedonien;ML/MLI/Mali;MM/MMR/Myanmar;MN/MNG/Mongolia/Mongolei;MO/MAC/Macao;\
        MP/MNP/Northern Mariana Islands/Nördliche Marianen;MQ/MTQ/Martinique;MR/MRT/Mauritania/Mauretanien;MS/MSR/Montserrat;\
        MT/MLT/Malta;MU/MUS/Mauritius;MV/MDV/Maldives/Malediven;MW/MWI/Malawi;MX/MEX/Mexico/Mexiko;MY/MYS/Malaysia;\
        MZ/MOZ/Mozambique/Mosambik;NA/NAM/Namibia;NC/NCL/New Caledonia/Neukaledonien;NE/NER/Niger;\
        NF/NFK/Norfolk Island/Norfolkinsel;NG/NGA/Nigeria;NI/NIC/Nicaragua;\
        NL/NLD/Netherlands/Niederlande/Holland/The Netherlands;NO/NOR/Norway/Norwegen;NP/NPL/Nepal;NR/NRU/Nauru;NU/NIU/Niue;\
        NZ/NZL/New Zealand/Neuseeland;OM/OMN/Oman;PA/PAN/Panama;PE/PER/Peru;PF/PYF/French Polynesia/Französisch-Polynesien;\
        PG/PNG/Papua New Guinea/Papua-Neuguinea;PH/PHL/Philippines/Philippinen;PK/PAK/Pakistan;PL/POL/Poland/Polen;\
        PM/SPM/Saint Pierre and Miquelon/St. Pierre und Miquelon;PN/PCN/Pitcairn;PR/PRI/Puerto Rico;\
        PS/PSE/Palestine/Palästina;PT/PRT/Portugal/P;PW/PLW/Palau;PY/PRY/Paraguay;QA/QAT/Qatar/Katar;RE/REU/Réunion;\
        RO/ROU/Romania/Rumänien;RS/SRB/Serbia/Serbien;RU/RUS/Russian Federation/Russische Föderation/Russland/Russia;\
        RW/RWA/Rwanda/Ruanda;SA/SAU/Saudi Arabia/Saudi-Arabien;SB/SLB/Solomon Islands/Salomoninseln;\
        SC/SYC/Seychelles/Seychellen;SD/SDN/Sudan;SE/SWE/Sweden/Schweden;SG/SGP/Singapore/Singapur;\
        SH/SHN/Saint Helena/St. Helena;SI/SVN/Slovenia/Slowenien;SJ/SJM/Svalbard and Jan Mayen/Svalbard und Jan Mayen;\
        SK/SVK/Slovakia/Slowakei/Slowakische Republik;SL/SLE/Sierra Leone;SM/SMR/San Marino;SN/SEN/Senegal;SO/SOM/Somalia;\
        SR/SUR/Suriname;SS/SSD/South Sudan/Südsudan;ST/STP/Sao Tome and Principe/São Tomé und Príncipe;SV/SLV/El Salvador;\
        SX/SXM/Sint Maarten/Saint-Martin;SY/SYR/Syria/Syrian Arab Republic/Syrien;SZ/SWZ/Eswatini;\
        TC/TCA/Turks and Caicos Islands/Turks- und Caicosinseln;TD/TCD/Chad/Tschad;\
        TF/ATF/French Southern Territories/Französische Süd- und Antarktisgebiete;TG/TGO/Togo;TH/THA/Thailand;\
        TJ/TJK/Tajikistan/Tadschikistan;TK/TKL/Tokelau;TL/TLS/Timor-Leste;TM/TKM/Turkmenistan;TN/TUN/Tunisia/Tunesien;\
        TO/TON/Tonga;TR/TUR/Türkiye/Türkei/Turkey;TT/TTO/Trinidad and Tobago/Trinidad und Tobago;TV/TUV/Tuvalu;TW/TWN/Taiwan;\
        TZ/TZA/Tanzania/Tansania;UA/UKR/Ukraine;UG/UGA/Uganda;UM/UMI/United States Minor Outlying Islands;\
        US/USA/United States/Vereinigte Staaten/USA/United States of America/Vereinigte Staaten von Amerika;UY/URY/Uruguay;\
        UZ/UZB/Uzbekistan/Usbekistan;VA/VAT/Holy See/Heiliger Stuhl;\
        VC/VCT/Saint Vincent and the Grenadines/St. Vincent und die Grenadinen;VE/VEN/Venezuela;\
        VG/VGB/Britische Jungferninseln;VI/VIR/Amerikanische Jungferninseln;VN/VNM/Vietnam/Viet Nam;VU/VUT/Vanuatu;\
        WF/WLF/Wallis and Futuna/Wallis und Futuna;WS/WSM/Samoa;YE/YEM/Yemen/Jemen;YT/MYT/Mayotte;\
        ZA/ZAF/South Africa/Südafrika;ZM/ZMB/Zambia/Sambia;ZW/ZWE/Zimbabwe/Simbabwe
        """
}
