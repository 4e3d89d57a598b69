"""Invented names: of schools, after plants and waters; and of people."""

SCHOOLS = {
    "IT": ("IC {}", "Liceo {}", "IC {}", "ITT {}"),
    "BE": ("Basisschool {}", "Atheneum {}", "Vrije Basisschool {}", "Lyceum {}"),
    "CZ": ("ZŠ {}", "Gymnázium {}", "ZŠ {}", "SŠ {}"),
    "HR": ("OŠ {}", "Gimnazija {}", "OŠ {}", "SŠ {}"),
    "HU": ("{} Általános Iskola", "{} Gimnázium", "{} Általános Iskola", "{} Technikum"),
    "PT": ("AE {}", "Escola Secundária {}", "AE {}", "EB {}"),
}
THINGS = {
    "IT": "Le Betulle,Ponte Nuovo,Valle Alta,Quattro Torri,San Rocco al Bosco,Dora Verde,Alta Langa,Le Vigne,Tre Fiumi,Lanterna Est,Riviera,Valle Stura,Golfo,Entroterra,Lago Chiaro,Ossola,Riso e Acqua,Due Laghi,Ticino,Valle Maira,Castagneto,Fonte Fredda,Colle Rosso,Prato Lungo",
    "BE": "De Berk,De Linde,Het Kompas,De Waterkant,De Rietgors,De Populier,Ter Duinen,De Kiezel,De Vlier,Het Veer,De Zwaluw,De Beuk,De Wilg,Het Anker,De Merel,De Iep,De Els,De Reiger,Het Baken,De Krekel,De Esdoorn,De Hazelaar,De Kade,De Molenbeek",
    "CZ": "Pod Lipou,Na Výsluní,U Potoka,Za Mostem,Pod Kopcem,V Sadech,U Rybníka,Na Stráni,Javorová,Březová,Nad Řekou,U Lesa,Polní,Sluneční,Kaštanová,Pod Hradem,Na Vinici,U Studánky,Zahradní,Luční,Jabloňová,Horní,Dolní,Dubová",
    "HR": "Breza,Javor,Maslina,Lavanda,Bura,Pod Lipom,Kamen,Zelena dolina,Tri izvora,Sunčana,Plava uvala,Galeb,Hrast,Jela,Topola,Vrbik,Rogač,Smokva,Cvrčak,Kadulja,Ružmarin,Bor,Val,Škoj",
    "HU": "Tölgyfa,Hársfa,Nyírfa,Gesztenyés,Forrás,Patakparti,Napsugár,Vadrózsa,Diófa,Akácos,Fenyves,Kőhíd,Szőlőhegy,Almafa,Gólya,Fecske,Liget,Völgy,Kilátó,Malomkő,Berek,Fűzfa,Bükkös,Somvirág",
    "PT": "das Oliveiras,do Moinho,da Fonte Nova,do Castanheiro,da Ponte Velha,do Vale Verde,das Amendoeiras,da Serra,do Carvalhal,das Andorinhas,do Rio Manso,da Figueira,do Outeiro,da Ribeira Alta,dos Pinheiros,da Encosta,do Sobreiro,das Camélias,da Azenha,do Miradouro,da Lezíria,das Giestas,do Penedo,da Nascente",
}  # fmt: skip
FIRST = {
    "IT": "Giulia,Marco,Elena,Rosa,Luca,Paolo,Chiara,Anna,Davide,Sara",
    "BE": "Lotte,Jan,Els,Bram,Griet,Tom,Sofie,Wout,An,Pieter",
    "CZ": "Jana,Petr,Eva,Tomáš,Lenka,Jiří,Hana,Pavel,Zuzana,Ondřej",
    "HR": "Ivana,Marko,Ana,Luka,Maja,Ante,Petra,Josip,Lucija,Tin",
    "HU": "Zsófia,Gábor,Anna,László,Eszter,Péter,Katalin,Balázs,Réka,Tamás",
    "PT": "Teresa,João,Inês,Rui,Marta,Pedro,Sofia,Tiago,Beatriz,Nuno",
}
LAST = {
    "IT": "Fontana,Bosco,Rinaldi,Valle,Serra,Prato",
    "BE": "Vandenberg,Peeters,Maes,Claes,Wouters,Goossens",
    "CZ": "Janů,Martinů,Petrů,Pavlů,Matějů,Jakubů",  # the same of women and men
    "HR": "Horvat,Kovač,Babić,Marić,Jurić,Perić",
    "HU": "Nagy,Kovács,Tóth,Szabó,Horváth,Varga",
    "PT": "Silva,Santos,Ferreira,Costa,Martins,Rocha",
}
LANGUAGE = {"IT": "it", "BE": "nl", "CZ": "cs", "HR": "hr", "HU": "hu", "PT": "pt"}
