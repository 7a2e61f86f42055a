namespace AcRouenIdentity.Testing.Feeds;

/// <summary>Names as a French académie has them: frequent ones first, so that homonyms come, then compound, with particles, accents, apostrophes, and from elsewhere.</summary>
internal static class FictionalNames
{
    public static readonly string[] Women =
    [
        "Marie", "Nathalie", "Isabelle", "Catherine", "Sylvie", "Anne", "Françoise", "Valérie", "Sandrine", "Christine", "Céline", "Sophie", "Stéphanie", "Claire", "Julie", "Aurélie",
        "Émilie", "Camille", "Hélène", "Laure", "Agnès", "Brigitte", "Florence", "Chloé", "Manon", "Léa", "Inès", "Zoé", "Maëlys", "Anaïs", "Noémie", "Héloïse", "Marie-Claude", "Anne-Sophie",
        "Marie-Thérèse", "Fatima", "Aïcha", "Samira", "Yasmine", "Ngọc Ánh", "Bảo Trân", "Ewa", "Małgorzata", "Zübeyde", "Đorđica", "Ólöf", "Σοφία", "Наталья", "Åsa", "Gwenaëlle", "Nolwenn", "O",
    ];

    public static readonly string[] Men =
    [
        "Jean", "Philippe", "Michel", "Pierre", "Nicolas", "Christophe", "Laurent", "Frédéric", "Stéphane", "Éric", "Olivier", "David", "Julien", "Thomas", "François", "Guillaume",
        "Jérôme", "Sébastien", "Antoine", "Benoît", "Grégory", "Loïc", "Rémi", "Noël", "Gaël", "Joël", "Cédric", "Raphaël", "Hugo", "Théo", "Jean-Noël", "Jean-Pierre", "Pierre-Yves",
        "Jean-François", "Mohamed", "Karim", "Mehdi", "Bảo", "Łukasz", "Jiří", "Þór", "Ioannis", "Дмитрий", "İbrahim", "Søren", "Yann", "Maël", "D'Artagnan", "Ó", "Tanguy", "Éloi", "Aloïs",
    ];

    public static readonly string[] Surnames =
    [
        "Martin", "Bernard", "Thomas", "Petit", "Robert", "Richard", "Durand", "Dubois", "Moreau", "Laurent", "Simon", "Michel", "Lefebvre", "Leroy", "Roux", "David", "Bertrand", "Morel",
        "Fournier", "Girard", "Bonnet", "Dupont", "Lambert", "Fontaine", "Rousseau", "Vincent", "Müller", "Lefèvre", "Faure", "André", "Mercier", "Blanc", "Guérin", "Boyer", "Garnier",
        "Chevalier", "François", "Legrand", "Gauthier", "Garcia", "Perrin", "Robin", "Clément", "Morin", "Nicolas", "Henry", "Roussel", "Mathieu", "Gautier", "Masson", "Marchand", "Duval",
        "Denis", "Dumont", "Marie", "Lemaire", "Noël", "Meyer", "Dufour", "Meunier", "Brun", "Blanchard", "Giraud", "Joly", "Rivière", "Lucas", "Brunet", "Gaillard", "Barbier", "Arnaud",
        "Martinez", "Gérard", "Roche", "Renard", "Schmitt", "Roy", "Leroux", "Colin", "Vidal", "Caron", "Picard", "Roger", "Fabre", "Aubert", "Lemoine", "Renaud", "Dumas", "Lacroix", "Olivier",
        "Philippe", "Bourgeois", "Pierre", "Benoît", "Rey", "Leclerc", "Payet", "Rolland", "Leclercq", "Guillaume", "Lecomte", "Lopez", "Jean", "Dupuy", "Guillot", "Hubert", "Berger",
        "Carpentier", "Sanchez", "Dupuis", "Moulin", "Louis", "Deschamps", "Huet", "Vasseur", "Perez", "Boucher", "Fleury", "Royer", "Klein", "Jacquet", "Adam", "Paris", "Poirier", "Marty",
        "Aubry", "Guyot", "Carré", "Charles", "Renault", "Charpentier", "Ménard", "Maillard", "Baron", "Bertin", "Bailly", "Hervé", "Schneider", "Fernandez", "Le Gall", "Collet", "Léger",
        "Bouvier", "Julien", "Prévost", "Millet", "Perrot", "Daniel", "Le Roux", "Cousin", "Germain", "Breton", "Rémy", "Besson", "Langlois", "Lévêque", "Pons", "Barré", "Tessier", "Étienne",
        "Le Goff", "Hamon", "Mallet", "Ferrand", "De la Tour", "d'Estienne", "L'Hôte", "de Saint-Aubin", "Du Bois de la Roche", "van den Bossche", "Le Tellier-Desnoyers", "N'Diaye", "M'Barek",
        "O'Reilly", "El Khoury", "Ben Ali", "Nguyễn", "Trần", "Phạm", "Kowalczyk", "Wiśniewski", "Yılmaz", "Łoś", "Dvořák", "Ștefănescu", "Željko", "Ångström", "Œuvrard", "Lætitia-Roux", "Strauß",
        "Παπαδόπουλος", "Иванова", "Хаддад", "Ba", "Ly", "U", "Y", "Konaté", "Traoré", "Diallo", "Razafindrakoto-Andriamanantena", "Rakotomalala", "Fernandes da Silva e Souza", "Couillard", "Putois",
    ];

    public static readonly string[] Towns =
    [
        "ROUEN", "LE HAVRE", "DIEPPE", "EVREUX", "VERNON", "LOUVIERS", "FECAMP", "ELBEUF", "YVETOT", "BERNAY", "LES ANDELYS", "GISORS", "BOLBEC", "LILLEBONNE", "BARENTIN", "PONT-AUDEMER",
        "EU", "LE TREPORT", "SAINT-ETIENNE-DU-ROUVRAY", "SOTTEVILLE-LES-ROUEN", "NEUFCHATEL-EN-BRAY", "GOURNAY-EN-BRAY", "VAL-DE-REUIL", "CONCHES-EN-OUCHE",
    ];

    public static readonly string[] Patrons =
    [
        "Jacques-Tati", "Les Falaises", "Jeanne-Couturier", "du Pays de Caux", "Simone-Delatour", "des Tilleuls", "Hector-Malandain", "de l'Estuaire", "Aimé-Lecœur", "des Hautes-Brumes",
        "Marguerite-Vasseur", "du Moulin-Vert", "Léonie-Aubrac", "des Quatre-Vents", "Émile-Fontanel", "de la Source",
    ];

    public static readonly (string Code, string Label)[] Disciplines =
    [
        ("L1300", "MATHEMATIQUES"), ("L0202", "LETTRES MODERNES"), ("L1000", "HISTOIRE GEOGRAPHIE"), ("L0422", "ANGLAIS"), ("L1500", "SCIENCES PHYSIQUES ET CHIMIQUES"),
        ("L1600", "SCIENCES DE LA VIE ET DE LA TERRE"), ("L1900", "EDUCATION PHYSIQUE ET SPORTIVE"), ("L0426", "ESPAGNOL"), ("L1700", "EDUCATION MUSICALE"), ("L1400", "TECHNOLOGIE"),
    ];
}
